package org.tallystick.consensus;

import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** What the state machine wants from its host, which answers with an {@link Event} when it is done. */
public sealed interface Request {

    /**
     * Build a block on a parent that was verified, built or made final here. Answer with {@link Event.BlockBuilt} when
     * there is a first transaction to put in, or empty after a while (rule 8 and specification §7).
     */
    record BuildBlock(View view, View parentView, Hash parentHash) implements Request {}

    /**
     * Execute a block whose parent was verified, built or made final here, and answer once with
     * {@link Event.BlockVerified}.
     */
    record VerifyBlock(Block block) implements Request {}

    /** Ask peers for a block by its hash; repeated at the re-send interval while it is missing. */
    record FetchBlock(Hash blockHash) implements Request {}

    /**
     * Peers are, or say that they are, as far as {@code view}: ask them for final blocks after this node's last
     * ({@link Event.FinalizedElsewhere}) and for their {@link Simplex#explanation}. Asked at most once per re-send interval.
     */
    record CatchUp(View view) implements Request {}
}
