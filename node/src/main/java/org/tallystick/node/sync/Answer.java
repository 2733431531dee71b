package org.tallystick.node.sync;

import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;

/** What {@link CatchUp} makes of blocks that came in. */
public sealed interface Answer {

    /**
     * These are final and follow the tip that was asked with.
     *
     * @param blocks in ascending order, without those at or below the tip given along with the answer; may be empty
     * @param finalizations certificates of these blocks, ascending; without one of the last block, it is final only
     *     through a descendant
     */
    record Final(List<Block> blocks, List<Certificate> finalizations) implements Answer {
        public Final {
            blocks = List.copyOf(blocks);
            finalizations = List.copyOf(finalizations);
        }
    }

    /**
     * These are final, but with fewer certificates than proofs need, and another peer may have more: it is asked first.
     * When nobody has, they are taken.
     */
    record Sparse() implements Answer {}

    /** The peer sent what no honest one would, or nothing. */
    record Refused(String reason) implements Answer {}

    /** Nobody asked for them, or no longer. */
    record Unasked() implements Answer {}
}
