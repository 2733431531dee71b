package org.tallystick.ledger.execution;

import org.tallystick.ledger.block.Block;

/**
 * How large a block the proposer wants at most; never above what every block is limited to.
 *
 * @param maxTransactions 0 to {@link Block#MAX_TRANSACTIONS}
 * @param maxBytes encoded size of the block, up to {@link Block#MAX_SIZE}
 */
public record Limits(int maxTransactions, int maxBytes) {
    /** What every block is limited to. */
    public static final Limits PROTOCOL = new Limits(Block.MAX_TRANSACTIONS, Block.MAX_SIZE);

    /** @throws IllegalArgumentException if a figure is outside its range */
    public Limits {
        if (maxTransactions < 0 || maxTransactions > Block.MAX_TRANSACTIONS) {
            throw new IllegalArgumentException("maxTransactions is 0 to " + Block.MAX_TRANSACTIONS);
        }
        if (maxBytes < Block.OVERHEAD || maxBytes > Block.MAX_SIZE) {
            throw new IllegalArgumentException("maxBytes is " + Block.OVERHEAD + " to " + Block.MAX_SIZE);
        }
    }
}
