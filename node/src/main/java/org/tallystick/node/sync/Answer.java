package org.tallystick.node.sync;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;

/** What {@link CatchUp} makes of blocks that came in. */
public sealed interface Answer {

    /**
     * These are final and follow the tip that was asked with.
     *
     * @param blocks in ascending order, without those at or below the tip given along with the answer; may be empty
     * @param finalization of the last block; empty when it is final only through a descendant
     */
    record Final(List<Block> blocks, Optional<Certificate> finalization) implements Answer {
        public Final {
            blocks = List.copyOf(blocks);
        }
    }

    /** The peer sent what no honest one would, or nothing. */
    record Refused(String reason) implements Answer {}

    /** Nobody asked for them, or no longer. */
    record Unasked() implements Answer {}
}
