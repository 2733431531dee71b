package org.tallystick.node.engine;

import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.Setup;
import org.tallystick.consensus.Simplex;
import org.tallystick.consensus.Timeouts;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.StoredBlock;

/** Makes the state machine continue from what the ledger and the vote log hold, whichever of them is ahead. */
final class Recovery {
    /** Timeouts grow by half. */
    private static final int GROWTH_PERCENT = 150;

    private Recovery() {}

    static Simplex machine(Setup setup, StoredBlock head, VoteJournal journal) {
        return Simplex.recover(setup, tip(head), journal.replay());
    }

    private static FinalTip tip(StoredBlock head) {
        if (head.header().height().equals(Height.ZERO)) {
            return FinalTip.first(head.hash(), head.header());
        }
        // The committer stores groups of blocks that end with a certified one.
        return FinalTip.of(head.hash(), head.header(), head.finalization().orElseThrow());
    }

    /** As they are configured. */
    static Timeouts timeouts(NodeConfig.Timeouts config) {
        return new Timeouts(
                config.proposal(), config.view(), config.idleInterval(), config.cap(), config.resend(), GROWTH_PERCENT);
    }
}
