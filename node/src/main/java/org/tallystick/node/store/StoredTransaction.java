package org.tallystick.node.store;

import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;

/**
 * A transaction in a final block.
 *
 * @param index its place in the block, from 0
 * @param timeMs the block's time
 */
public record StoredTransaction(Transaction transaction, Receipt receipt, Height height, int index, long timeMs) {
    public LedgerReader.Position position() {
        return new LedgerReader.Position(height, index);
    }
}
