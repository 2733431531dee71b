package org.tallystick.ledger.operation.names;

import java.util.Optional;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.operation.DueWork;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.state.WorkingState;

/** Frees a name whose rest is over. Nothing happens to one that was taken again meanwhile, nor to a later rest of it. */
final class EndOfRest implements DueWork {
    static final EndOfRest WORK = new EndOfRest();

    private EndOfRest() {}

    /** Has it done once the rest up to {@code untilMs} is over. */
    static void at(WorkingState state, String skeleton, long untilMs) {
        Bytes subject = Bytes.of(new BorshWriter().string(skeleton).u64(untilMs).toByteArray());
        DueQueue.add(state, untilMs, new DueQueue.Item(WORK.tag(), subject));
    }

    @Override
    public int tag() {
        return 0;
    }

    @Override
    public Optional<LedgerRecord> run(WorkingState state, Bytes subject, long timeMs) {
        BorshReader in = subject.reader();
        String skeleton = in.string(Names.MAX_LENGTH);
        NameRow.Status over = new NameRow.Status.Resting(in.u64());
        return state.get(Names.BY_SKELETON, skeleton)
                .filter(row -> row.status().equals(over))
                .map(row -> {
                    state.credit(row.holder(), row.deposit().baseUnits());
                    state.remove(Names.BY_SKELETON, skeleton);
                    return new NameFreed(row.name(), row.holder(), row.deposit());
                });
    }
}
