package org.tallystick.node.store;

import java.util.concurrent.atomic.AtomicInteger;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.Columns.Expiry;

/** Deletes sent keys whose time has passed, some with each append. Only used by the one thread that appends. */
final class SentKeyExpiry {
    /** Keeps an append short; well above what a block can add at the highest rate, so that a backlog shrinks. */
    private static final int KEYS_PER_APPEND = 4_000;

    private final Database.View stored;

    /** Where the rows not yet deleted begin, so that the search for them need not cross the deleted ones. */
    private Expiry next = new Expiry(0, Height.ZERO);

    SentKeyExpiry(Database.View stored) {
        this.stored = stored;
    }

    /**
     * Adds to {@code batch} the deletion of keys that a block with time {@code timeMs} need not remember. Must come before
     * the puts of the blocks of the batch, which may use such a key again.
     */
    void deletePassed(Database.Batch batch, long timeMs) {
        AtomicInteger left = new AtomicInteger(KEYS_PER_APPEND);
        stored.ascend(Columns.EXPIRIES, next, (at, list) -> {
            if (!at.passedBy(timeMs) || left.get() <= 0) {
                return false;
            }
            list.keys()
                    .forEach(key -> stored.get(Columns.SENT_KEYS, key)
                            // The key may have been used again since, with a later expiry.
                            .filter(use -> Expiry.of(use, at.height()).minute() <= at.minute())
                            .ifPresent(use -> batch.delete(Columns.SENT_KEYS, key)));
            batch.delete(Columns.EXPIRIES, at);
            left.addAndGet(-list.keys().size());
            next = at;
            return true;
        });
    }
}
