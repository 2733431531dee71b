package org.tallystick.ledger.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateDiff;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;

/** A state in maps that diffs are written into; forgets no idempotency key, which a reader is allowed to. */
public final class MemoryState implements StateReader {
    private final Map<StateKey, Bytes> values = new TreeMap<>();
    private final Map<SentKey, SentKey.Use> sentKeys = new HashMap<>();
    private final Map<Bytes, Bytes> pages = new HashMap<>();

    public MemoryState apply(StateDiff diff) {
        diff.values().forEach((key, value) -> put(values, key, value));
        diff.pages().forEach((prefix, page) -> put(pages, prefix, page));
        sentKeys.putAll(diff.sentKeys());
        return this;
    }

    /** All values, in order of their keys. */
    public Map<StateKey, Bytes> values() {
        return values;
    }

    @Override
    public Optional<Bytes> get(StateKey key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<SentKey.Use> lastUse(SentKey key) {
        return Optional.ofNullable(sentKeys.get(key));
    }

    @Override
    public Optional<Bytes> page(Bytes prefix) {
        return Optional.ofNullable(pages.get(prefix));
    }

    private static <K, V> void put(Map<K, V> map, K key, Optional<V> value) {
        if (value.isPresent()) {
            map.put(key, value.get());
        } else {
            map.remove(key);
        }
    }
}
