package org.tallystick.consensus;

import java.util.Optional;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/**
 * The newest final block, on which all that is still open stands.
 *
 * @param timeMs the block's time
 * @param finalization of this very block; empty exactly for a block that needs none, the first of its epoch
 */
public record FinalTip(Hash hash, Height height, View view, long timeMs, Optional<Certificate> finalization) {

    /** @throws IllegalArgumentException if the certificate is about something else */
    public FinalTip {
        if (finalization.isPresent()
                && !finalization
                        .orElseThrow()
                        .ballot()
                        .equals(Ballot.finalize(
                                finalization.orElseThrow().ballot().epoch(), view, hash))) {
            throw new IllegalArgumentException("the certificate does not make this block final");
        }
    }

    /** The block that is final from the start: genesis. */
    public static FinalTip genesis(Block genesis) {
        return first(genesis.hash(), genesis.header());
    }

    /** The same, by its header. */
    public static FinalTip first(Hash hash, BlockHeader header) {
        return new FinalTip(hash, header.height(), header.view(), header.timeMs(), Optional.empty());
    }

    /** A block that {@code finalization} made final; whoever calls this has verified the certificate. */
    public static FinalTip of(Hash hash, BlockHeader header, Certificate finalization) {
        return new FinalTip(hash, header.height(), header.view(), header.timeMs(), Optional.of(finalization));
    }
}
