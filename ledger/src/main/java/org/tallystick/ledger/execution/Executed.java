package org.tallystick.ledger.execution;

import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.state.StateDiff;

/**
 * A valid block and what it does.
 *
 * @param receipts one per transaction, in order
 * @param records what the work that was due left, in order
 * @param diff its changes over its parent's state
 */
public record Executed(Block block, List<Receipt> receipts, List<LedgerRecord> records, StateDiff diff) {
    public Executed {
        receipts = List.copyOf(receipts);
        records = List.copyOf(records);
    }
}
