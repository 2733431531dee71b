package org.tallystick.ledger.state;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.merkle.TreePages;

/** The state after one block, read-only. Reads are consistent for as long as the reader is in use. */
public interface StateReader extends TreePages {

    /** The encoded value under {@code key}. */
    Optional<Bytes> get(StateKey key);

    /**
     * The last use of an idempotency key, if it may still be remembered; the caller compares
     * {@link SentKey.Use#validUntilMs()} with its block's time, as a reader may forget late.
     */
    Optional<SentKey.Use> lastUse(SentKey key);
}
