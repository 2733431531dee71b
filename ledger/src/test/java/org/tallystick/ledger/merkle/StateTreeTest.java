package org.tallystick.ledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
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
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void after_every_batch_the_root_is_that_of_the_content(int seed) {
        Random random = new Random(seed);
        PathSource paths = new PathSource(random);
        PagesInMemory pages = new PagesInMemory();
        TreeMap<Hash, Hash> content = new TreeMap<>();
        for (int batch = 0; batch < 60; batch++) {
            Map<Hash, Optional<Hash>> changes = randomChanges(random, paths, content);
            StateTree.Update update = StateTree.update(pages, changes);
            pages.apply(update);
            changes.forEach((path, value) ->
                    value.ifPresentOrElse(v -> content.put(path, v), () -> content.remove(path)));
            assertThat(update.root()).isEqualTo(NaiveStateTree.root(content)).isEqualTo(StateTree.root(pages));
            assertThat(pages.content()).isEqualTo(pagesBuiltAtOnce(content));
        }
    }

    private static Map<Bytes, Bytes> pagesBuiltAtOnce(Map<Hash, Hash> content) {
        PagesInMemory fresh = new PagesInMemory();
        Map<Hash, Optional<Hash>> all = new HashMap<>();
        content.forEach((path, value) -> all.put(path, Optional.of(value)));
        fresh.apply(StateTree.update(fresh, all));
        return fresh.content();
    }

    private static Map<Hash, Optional<Hash>> randomChanges(
            Random random, PathSource paths, Map<Hash, Hash> content) {
        Map<Hash, Optional<Hash>> changes = new HashMap<>();
        List<Hash> present = new ArrayList<>(content.keySet());
        Collections.shuffle(present, random);
        int deletions = random.nextInt(random.nextInt(4) == 0 ? present.size() + 1 : present.size() / 4 + 1);
        present.subList(0, deletions).forEach(path -> changes.put(path, Optional.empty()));
        present.subList(deletions, Math.min(present.size(), deletions + random.nextInt(4)))
                .forEach(path -> changes.put(path, Optional.of(PathSource.uniform(random))));
        for (int i = random.nextInt(12); i > 0; i--) {
            changes.put(paths.next(), random.nextInt(5) == 0 ? Optional.empty() : Optional.of(PathSource.uniform(random)));
        }
        return changes;
    }
}
