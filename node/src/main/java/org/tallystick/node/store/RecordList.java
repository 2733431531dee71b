package org.tallystick.node.store;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.state.DueQueue;

/** What happened in one block by itself. */
record RecordList(List<LedgerRecord> records) implements Encodable {
    RecordList {
        records = List.copyOf(records);
    }

    static RecordList decode(BorshReader in) {
        return new RecordList(in.list(DueQueue.ITEMS_PER_BLOCK, 1, RuleSet.ONE::decodeRecord));
    }

    @Override
    public void encode(BorshWriter out) {
        out.list(records);
    }
}
