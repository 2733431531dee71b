package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.state.StateDiff;

/**
 * A final block with all that its execution produced, ready to be stored.
 *
 * @param receipts one per transaction, in order
 * @param records what happened by itself, in order
 * @param finalization the finalization certificate of this very block; empty when it is final only through a descendant
 */
public record FinalBlock(
        Block block,
        List<Receipt> receipts,
        List<LedgerRecord> records,
        StateDiff diff,
        Optional<Certificate> finalization) {
    public FinalBlock {
        receipts = List.copyOf(receipts);
        records = List.copyOf(records);
    }

    public static FinalBlock of(Executed executed, Optional<Certificate> finalization) {
        return new FinalBlock(executed.block(), executed.receipts(), executed.records(), executed.diff(), finalization);
    }
}
