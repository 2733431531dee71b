package org.tallystick.ledger.proof;

import org.tallystick.ledger.block.BlockHeader;

/** Whether a proof holds. */
public sealed interface ProofVerdict {

    /**
     * It does.
     *
     * @param header of the final block that it is about
     */
    record Proven(BlockHeader header) implements ProofVerdict {}

    /**
     * It does not.
     *
     * @param reason one plain sentence
     */
    record Refuted(Part part, String reason) implements ProofVerdict {}

    /** The parts of a proof, in the order in which they are checked. */
    enum Part {
        /** The transaction is of this network and its sender signed it. */
        TRANSACTION,
        /** The receipt is the transaction's. */
        RECEIPT,
        /** The transaction stands in the block. */
        TRANSACTION_PATH,
        /** The receipt stands in the block, at the same place. */
        RECEIPT_PATH,
        /** The row, or that there is none, stands in the state. */
        STATE_PATH,
        /** The headers lead from the block to the certified one. */
        HEADER_CHAIN,
        /** The certified header names this network's authorities. */
        AUTHORITIES,
        /** A quorum of the authorities finalized the last header. */
        CERTIFICATE
    }
}
