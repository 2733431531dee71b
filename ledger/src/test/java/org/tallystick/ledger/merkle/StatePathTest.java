package org.tallystick.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

class StatePathTest {
    private final Random random = new Random(1);
    private final PagesInMemory pages = new PagesInMemory();
    private final Map<Hash, Hash> content = new HashMap<>();
    private final List<Hash> absent = new ArrayList<>();
    private Hash root = Hash.ZERO;

    @BeforeEach
    void grow() {
        PathSource paths = new PathSource(random);
        Map<Hash, Optional<Hash>> changes = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            Hash path = paths.next();
            if (i % 3 == 0) {
                absent.add(path);
            } else {
                content.put(path, PathSource.uniform(random));
                changes.put(path, Optional.ofNullable(content.get(path)));
            }
        }
        StateTree.Update update = StateTree.update(pages, changes);
        pages.apply(update);
        root = update.root();
    }

    @Test
    void proves_each_value_and_no_other() {
        content.forEach((path, value) -> {
            StatePath proof = StateTree.prove(pages, path);
            assertThat(proof.provesValue(root, path, value)).isTrue();
            assertThat(proof.provesValue(root, path, Hash.ZERO)).isFalse();
            assertThat(proof.provesValue(Hash.ZERO, path, value)).isFalse();
            assertThat(proof.provesAbsence(root, path)).isFalse();
        });
    }

    @Test
    void proves_that_there_is_nothing_at_a_path() {
        for (Hash path : absent) {
            StatePath proof = StateTree.prove(pages, path);
            assertThat(proof.provesAbsence(root, path)).isTrue();
            assertThat(proof.provesAbsence(Hash.ZERO, path)).isFalse();
            proof.end()
                    .ifPresent(leaf -> assertThat(proof.provesValue(root, path, leaf.valueHash()))
                            .isFalse());
        }
    }

    @Test
    void no_proof_of_one_path_says_that_another_value_is_absent() {
        List<Hash> present = new ArrayList<>(content.keySet());
        for (Hash path : absent) {
            StatePath proof = StateTree.prove(pages, path);
            present.forEach(
                    other -> assertThat(proof.provesAbsence(root, other)).isFalse());
        }
    }

    @Test
    void a_proof_that_was_tampered_with_proves_nothing() {
        List<Hash> all = new ArrayList<>(content.keySet());
        all.addAll(absent);
        Collections.shuffle(all, random);
        for (Hash path : all.subList(0, 150)) {
            StatePath sound = StateTree.prove(pages, path);
            for (StatePath tampered : tamperings(sound)) {
                assertThat(tampered.provesAbsence(root, path)).isFalse();
                tampered.end()
                        .ifPresent(leaf -> assertThat(tampered.provesValue(root, path, leaf.valueHash()))
                                .isFalse());
            }
        }
    }

    @Test
    void an_empty_tree_proves_absence_of_anything() {
        StatePath proof = StateTree.prove(new PagesInMemory(), absent.getFirst());
        assertThat(proof).isEqualTo(new StatePath(List.of(), Optional.empty()));
        assertThat(proof.provesAbsence(Hash.ZERO, absent.getFirst())).isTrue();
        assertThat(proof.provesAbsence(root, absent.getFirst())).isFalse();
    }

    @Test
    void a_tree_of_one_leaf_proves_it_and_the_absence_of_all_others() {
        PagesInMemory single = new PagesInMemory();
        Hash path = PathSource.uniform(random);
        Hash value = PathSource.uniform(random);
        single.apply(StateTree.update(single, Map.of(path, Optional.of(value))));
        Hash singleRoot = new StateLeaf(path, value).hash();
        assertThat(StateTree.root(single)).isEqualTo(singleRoot);
        assertThat(StateTree.prove(single, path).provesValue(singleRoot, path, value))
                .isTrue();
        assertThat(StateTree.prove(single, absent.getFirst()).provesAbsence(singleRoot, absent.getFirst()))
                .isTrue();
    }

    @Test
    void a_leaf_that_hangs_where_its_path_does_not_lead_proves_nothing() {
        StateLeaf leaf = new StateLeaf(Hash.ZERO, Hash.ZERO);
        Hash right = Hash.fromHex("80" + "00".repeat(31));
        Hash rootOfAWrongTree =
                HashTag.STATE_NODE.hash(Hash.ZERO.toByteArray(), leaf.hash().toByteArray());
        StatePath path = new StatePath(List.of(Hash.ZERO), Optional.of(leaf));
        assertThat(path.provesAbsence(rootOfAWrongTree, right)).isFalse();
    }

    @Test
    void more_siblings_than_a_path_has_bits_prove_nothing() {
        StatePath endless = new StatePath(Collections.nCopies(257, Hash.ZERO), Optional.empty());
        assertThat(endless.provesAbsence(root, absent.getFirst())).isFalse();
    }

    private List<StatePath> tamperings(StatePath sound) {
        List<StatePath> tampered = new ArrayList<>();
        for (int i = 0; i < sound.siblings().size(); i++) {
            List<Hash> siblings = new ArrayList<>(sound.siblings());
            siblings.set(i, flipped(siblings.get(i)));
            tampered.add(new StatePath(siblings, sound.end()));
            siblings.remove(i);
            tampered.add(new StatePath(siblings, sound.end()));
        }
        List<Hash> longer = new ArrayList<>(sound.siblings());
        longer.add(Hash.ZERO);
        tampered.add(new StatePath(longer, sound.end()));
        StateLeaf other = sound.end()
                .map(leaf -> new StateLeaf(leaf.path(), flipped(leaf.valueHash())))
                .orElse(new StateLeaf(absent.getFirst(), Hash.ZERO));
        tampered.add(new StatePath(sound.siblings(), Optional.of(other)));
        if (sound.end().isPresent()) {
            tampered.add(new StatePath(sound.siblings(), Optional.empty()));
            StateLeaf leaf = sound.end().get();
            StateLeaf moved = new StateLeaf(flipped(leaf.path()), leaf.valueHash());
            tampered.add(new StatePath(sound.siblings(), Optional.of(moved)));
        }
        return tampered;
    }

    private Hash flipped(Hash hash) {
        byte[] bytes = hash.toByteArray();
        int bit = random.nextInt(256);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        return Hash.of(bytes);
    }
}
