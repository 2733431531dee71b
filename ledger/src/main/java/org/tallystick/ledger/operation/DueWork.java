package org.tallystick.ledger.operation;

import java.util.Optional;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.state.WorkingState;

/** A kind of work that waits in {@link org.tallystick.ledger.state.DueQueue} and is done at the beginning of a block. */
public interface DueWork {

    /** The number that stands for it in encodings, 0 to 255; it never changes. */
    int tag();

    /**
     * Does it, or nothing if it no longer matters. Never fails.
     *
     * @param subject as it was added
     * @param timeMs of the block
     * @return what happened
     */
    Optional<LedgerRecord> run(WorkingState state, Bytes subject, long timeMs);
}
