package org.tallystick.node.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The most recently used rows of one column, those known to be absent included, at most {@code capacity} of them. What
 * it answers is never older than the last {@link #update} that has returned. Thread-safe.
 */
final class HotCache<K, V> {
    private final int capacity;
    private final LinkedHashMap<K, Optional<V>> rows = new LinkedHashMap<>(16, 0.75f, true);

    /** How many updates there were: a row read from below while one came in may be the old one and is not kept. */
    private long updates;

    HotCache(int capacity) {
        this.capacity = capacity;
    }

    /** The row under {@code key}, read by {@code below} when it is not here. */
    Optional<V> get(K key, Function<K, Optional<V>> below) {
        long updatesBefore;
        synchronized (this) {
            Optional<V> known = rows.get(key);
            if (known != null) {
                return known;
            }
            updatesBefore = updates;
        }
        Optional<V> read = below.apply(key);
        synchronized (this) {
            if (updates == updatesBefore) {
                keep(key, read);
            }
        }
        return read;
    }

    /** Takes over rows that were just committed. */
    synchronized void update(Map<K, Optional<V>> committed) {
        updates++;
        committed.forEach(this::keep);
    }

    private void keep(K key, Optional<V> row) {
        rows.put(key, row);
        if (rows.size() > capacity) {
            rows.pollFirstEntry();
        }
    }
}
