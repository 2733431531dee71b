package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class HotCacheTest {
    private final HotCache<String, Integer> cache = new HotCache<>(2);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void reads_below_once_and_remembers_absence_too() {
        assertThat(cache.get("a", key -> read(Optional.of(1)))).contains(1);
        assertThat(cache.get("a", key -> read(Optional.of(2)))).contains(1);
        assertThat(cache.get("b", key -> read(Optional.empty()))).isEmpty();
        assertThat(cache.get("b", key -> read(Optional.of(2)))).isEmpty();
        assertThat(reads).hasValue(2);
    }

    @Test
    void an_update_replaces_what_was_read() {
        cache.get("a", key -> Optional.of(1));
        cache.update(Map.of("a", Optional.of(2), "b", Optional.empty()));
        assertThat(cache.get("a", key -> read(Optional.of(1)))).contains(2);
        assertThat(cache.get("b", key -> read(Optional.of(1)))).isEmpty();
        assertThat(reads).hasValue(0);
    }

    @Test
    void a_read_overtaken_by_an_update_is_not_kept() {
        cache.get("a", key -> {
            cache.update(Map.of("a", Optional.of(2)));
            return Optional.of(1);
        });
        assertThat(cache.get("a", key -> read(Optional.of(3)))).contains(2);
    }

    @Test
    void forgets_what_was_used_least_recently() {
        cache.get("a", key -> Optional.of(1));
        cache.get("b", key -> Optional.of(2));
        cache.get("a", key -> read(Optional.empty()));
        cache.get("c", key -> Optional.of(3));
        assertThat(cache.get("a", key -> read(Optional.empty()))).contains(1);
        assertThat(cache.get("b", key -> read(Optional.of(4)))).contains(4);
        assertThat(reads).hasValue(1);
    }

    private Optional<Integer> read(Optional<Integer> value) {
        reads.incrementAndGet();
        return value;
    }
}
