package org.tallystick.ledger.execution;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.SentKeyDigest;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;

/**
 * The idempotency keys that a block uses, over those its parent's state remembers, and the running digests that commit to
 * them. Not thread-safe.
 */
final class WorkingSentKeys {
    private final StateReader parent;
    private final long timeMs;
    private final Map<SentKey, SentKey.Use> uses = new HashMap<>();
    private final Map<Long, Hash> digests = new HashMap<>();

    /** @param timeMs the block's time: what was valid until before it is forgotten */
    WorkingSentKeys(StateReader parent, long timeMs) {
        this.parent = parent;
        this.timeMs = timeMs;
    }

    /** The remembered use of {@code key}. */
    Optional<SentKey.Use> use(SentKey key) {
        SentKey.Use inBlock = uses.get(key);
        if (inBlock != null) {
            return Optional.of(inBlock);
        }
        Optional<SentKey.Use> before = parent.lastUse(key);
        return before.isPresent() && before.get().validUntilMs() >= timeMs ? before : Optional.empty();
    }

    void remember(SentKey key, SentKey.Use use) {
        uses.put(key, use);
        Long minute = SentKeyDigest.minuteOf(use.validUntilMs());
        Hash digest = digests.get(minute);
        if (digest == null) {
            digest = SentKeyDigest.read(parent, minute);
        }
        digests.put(minute, SentKeyDigest.extend(digest, key, use));
    }

    Map<SentKey, SentKey.Use> uses() {
        return uses;
    }

    /**
     * Adds the digests that this block extends, and the deletions of those whose minute has passed since the parent.
     *
     * @param parentTimeMs time of the parent block
     */
    void collect(long parentTimeMs, Map<StateKey, Optional<Bytes>> values) {
        long first = SentKeyDigest.minuteOf(parentTimeMs);
        // Nothing the parent remembers expires later than this, however long the network has slept.
        long last = Math.min(
                SentKeyDigest.minuteOf(timeMs) - 1,
                SentKeyDigest.minuteOf(parentTimeMs + TransactionRules.MAX_VALIDITY_MS));
        for (long minute = first; minute <= last; minute++) {
            StateKey key = SentKeyDigest.TABLE.key(minute);
            if (parent.get(key).isPresent()) {
                values.put(key, Optional.empty());
            }
        }
        digests.forEach((minute, digest) -> values.put(SentKeyDigest.TABLE.key(minute), Optional.of(Bytes.of(digest))));
    }
}
