package org.tallystick.consensus;

import java.util.OptionalInt;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** What can happen to the state machine. The host contract (specification §7) says when each is due. */
public sealed interface Event {

    /**
     * A peer said something.
     *
     * @param from index of the authority at the other end of the authenticated link; empty when it is none
     */
    record MessageReceived(OptionalInt from, Message message) implements Event {}

    /** The answer to {@link Request.BuildBlock}; too late, it is ignored. */
    record BlockBuilt(View view, Block block) implements Event {}

    /** The answer to {@link Request.VerifyBlock}. */
    record BlockVerified(Hash blockHash, Verdict verdict) implements Event {}

    /** An answer to {@link Request.FetchBlock}, from whichever peer and not yet believed. */
    record BlockFetched(Block block) implements Event {}

    /** A timer that {@link Ready#timers} started has run out. */
    record TimerFired(Timer timer) implements Event {}

    /**
     * Whether this node's mempool holds a transaction that is not final, in an open block or in none, told at each change.
     * While it does, a leader's silence is not idleness (rule 8).
     */
    record TransactionsWaiting(boolean waiting) implements Event {}

    /**
     * Synchronisation has executed and stored final blocks up to {@code tip}, whose certificate it has verified. An older
     * tip than the machine's own is ignored.
     */
    record FinalizedElsewhere(FinalTip tip) implements Event {}

    /** What executing a block on its parent showed. */
    enum Verdict {
        /** Its roots are right. */
        VALID,
        /** Its roots are right, but its time is further ahead of this node's clock than allowed: no vote, but no lie either. */
        UNTIMELY,
        /** No execution of its transactions on its parent gives this block. */
        INVALID
    }
}
