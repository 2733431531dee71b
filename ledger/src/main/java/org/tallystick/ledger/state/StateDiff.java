package org.tallystick.ledger.state;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;

/**
 * What one block changes, over its parent's state. Empty optionals are deletions.
 *
 * @param values changed values
 * @param sentKeys idempotency keys used by the block
 * @param pages changed pages of the state tree, by prefix (see {@link org.tallystick.ledger.merkle.TreePages})
 * @param root the state root after the block
 */
public record StateDiff(
        Map<StateKey, Optional<Bytes>> values,
        Map<SentKey, SentKey.Use> sentKeys,
        Map<Bytes, Optional<Bytes>> pages,
        Hash root) {

    public StateDiff {
        values = copy(values);
        sentKeys = copy(sentKeys);
        pages = copy(pages);
    }

    /**
     * Not Map.copyOf, which looks for a place step by step: who chooses keys could make that take the square of their number. A
     * HashMap orders keys that share a hash, as all of these can be compared.
     */
    private static <K extends Comparable<K>, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new HashMap<>(map));
    }

    /** {@code parent} as this diff leaves it. */
    public StateReader over(StateReader parent) {
        StateDiff diff = this;
        return new StateReader() {
            @Override
            public Optional<Bytes> get(StateKey key) {
                Optional<Bytes> changed = diff.values.get(key);
                return changed != null ? changed : parent.get(key);
            }

            @Override
            public Optional<SentKey.Use> lastUse(SentKey key) {
                SentKey.Use used = diff.sentKeys.get(key);
                return used != null ? Optional.of(used) : parent.lastUse(key);
            }

            @Override
            public Optional<Bytes> page(Bytes prefix) {
                Optional<Bytes> changed = diff.pages.get(prefix);
                return changed != null ? changed : parent.page(prefix);
            }
        };
    }
}
