package org.tallystick.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;

/** Histories of changes against {@link NaiveStateTree}, which hashes the content from scratch by the definition. */
class StateTreeTest {

    @Test
    void an_empty_tree_has_the_zero_root_and_no_pages() {
        PagesInMemory pages = new PagesInMemory();
        assertThat(StateTree.root(pages)).isEqualTo(Hash.ZERO);
        assertThat(StateTree.update(pages, Map.of()).pages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void after_every_batch_the_root_is_that_of_the_content(int seed) {
        Random random = new Random(seed);
        PathSource paths = new PathSource(random);
        PagesInMemory pages = new PagesInMemory();
        TreeMap<Hash, Hash> content = new TreeMap<>();
        for (int batch = 0; batch < 60; batch++) {
            Map<Hash, Optional<Hash>> changes = randomChanges(random, paths, content);
            StateTree.Update update = StateTree.update(pages, changes);
            pages.apply(update);
            changes.forEach(
                    (path, value) -> value.ifPresentOrElse(v -> content.put(path, v), () -> content.remove(path)));
            assertThat(update.root()).isEqualTo(NaiveStateTree.root(content)).isEqualTo(StateTree.root(pages));
            assertThat(pages.content()).isEqualTo(pagesBuiltAtOnce(content));
        }
    }

    @Test
    void one_by_one_in_any_order_gives_the_same_pages_as_all_at_once() {
        Random random = new Random(30);
        PathSource paths = new PathSource(random);
        Map<Hash, Hash> content = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            content.put(paths.next(), PathSource.uniform(random));
        }
        for (int order = 0; order < 3; order++) {
            List<Hash> shuffled = new ArrayList<>(content.keySet());
            Collections.shuffle(shuffled, random);
            PagesInMemory pages = new PagesInMemory();
            for (Hash path : shuffled) {
                pages.apply(StateTree.update(pages, Map.of(path, Optional.of(Hash.ZERO))));
                pages.apply(StateTree.update(pages, Map.of(path, Optional.of(content.getOrDefault(path, Hash.ZERO)))));
            }
            assertThat(pages.content()).isEqualTo(pagesBuiltAtOnce(content));
        }
    }

    @Test
    void deleting_everything_leaves_no_page() {
        Random random = new Random(31);
        PathSource paths = new PathSource(random);
        PagesInMemory pages = new PagesInMemory();
        Map<Hash, Optional<Hash>> deletions = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Hash path = paths.next();
            pages.apply(StateTree.update(pages, Map.of(path, Optional.of(PathSource.uniform(random)))));
            deletions.put(path, Optional.empty());
        }
        StateTree.Update update = StateTree.update(pages, deletions);
        pages.apply(update);
        assertThat(update.root()).isEqualTo(Hash.ZERO);
        assertThat(pages.content()).isEmpty();
    }

    @Test
    void what_changes_nothing_touches_no_page() {
        Random random = new Random(32);
        PathSource paths = new PathSource(random);
        PagesInMemory pages = new PagesInMemory();
        Map<Hash, Optional<Hash>> content = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            content.put(paths.next(), Optional.of(PathSource.uniform(random)));
        }
        pages.apply(StateTree.update(pages, content));
        for (int i = 0; i < 500; i++) {
            content.putIfAbsent(paths.next(), Optional.empty());
        }
        assertThat(StateTree.update(pages, content)).isEqualTo(new StateTree.Update(StateTree.root(pages), Map.of()));
    }

    @Test
    void one_change_reads_only_the_pages_on_its_way() {
        Random random = new Random(33);
        PagesInMemory pages = new PagesInMemory();
        Map<Hash, Optional<Hash>> content = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            content.put(PathSource.uniform(random), Optional.of(Hash.ZERO));
        }
        pages.apply(StateTree.update(pages, content));
        for (int i = 0; i < 100; i++) {
            Hash path = PathSource.uniform(random);
            List<Bytes> read = new ArrayList<>();
            TreePages watched = prefix -> {
                read.add(prefix);
                return pages.page(prefix);
            };
            StateTree.update(watched, Map.of(path, Optional.of(Hash.ZERO)));
            assertThat(read).hasSizeLessThan(8).doesNotHaveDuplicates();
            assertThat(read).allMatch(prefix -> leadsTo(prefix, path));
        }
    }

    @Test
    void a_page_that_is_missing_is_named() {
        PagesInMemory pages = new PagesInMemory();
        Hash path = Hash.ZERO;
        Hash twin = Hash.fromHex("00".repeat(31) + "01");
        pages.apply(StateTree.update(pages, Map.of(path, Optional.of(path), twin, Optional.of(path))));
        TreePages broken = prefix -> prefix.length() == 5 ? Optional.empty() : pages.page(prefix);
        assertThatIllegalStateException()
                .isThrownBy(() -> StateTree.update(broken, Map.of(path, Optional.of(twin))))
                .withMessageContaining("0000000000");
        assertThatIllegalStateException().isThrownBy(() -> StateTree.prove(broken, path));
    }

    private static boolean leadsTo(Bytes prefix, Hash path) {
        byte[] nibbles = prefix.toByteArray();
        return IntStream.range(0, nibbles.length).allMatch(depth -> nibbles[depth] == Nibbles.of(path, depth));
    }

    private static Map<Bytes, Bytes> pagesBuiltAtOnce(Map<Hash, Hash> content) {
        PagesInMemory fresh = new PagesInMemory();
        Map<Hash, Optional<Hash>> all = new HashMap<>();
        content.forEach((path, value) -> all.put(path, Optional.of(value)));
        fresh.apply(StateTree.update(fresh, all));
        return fresh.content();
    }

    private static Map<Hash, Optional<Hash>> randomChanges(Random random, PathSource paths, Map<Hash, Hash> content) {
        Map<Hash, Optional<Hash>> changes = new HashMap<>();
        List<Hash> present = new ArrayList<>(content.keySet());
        Collections.shuffle(present, random);
        int deletions = random.nextInt(random.nextInt(4) == 0 ? present.size() + 1 : present.size() / 4 + 1);
        present.subList(0, deletions).forEach(path -> changes.put(path, Optional.empty()));
        present.subList(deletions, Math.min(present.size(), deletions + random.nextInt(4)))
                .forEach(path -> changes.put(path, Optional.of(PathSource.uniform(random))));
        for (int i = random.nextInt(12); i > 0; i--) {
            changes.put(
                    paths.next(), random.nextInt(5) == 0 ? Optional.empty() : Optional.of(PathSource.uniform(random)));
        }
        return changes;
    }
}
