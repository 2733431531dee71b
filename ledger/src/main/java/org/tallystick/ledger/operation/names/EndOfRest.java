package org.tallystick.ledger.operation.names;

import java.util.Optional;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.operation.DueWork;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.state.WorkingState;

/** Frees a name whose rest is over. One that was taken back meanwhile stays; one that was released again after that is
 * looked at again at the end of its later rest. */
final class EndOfRest implements DueWork {
    static final EndOfRest WORK = new EndOfRest();

    private EndOfRest() {}

    /** Has it look at the name once {@code timeMs} has passed; the row that says so is to be put. */
    static NameRow queue(WorkingState state, NameRow row, long timeMs) {
        Bytes subject =
                Bytes.of(new BorshWriter().string(Skeleton.of(row.name())).toByteArray());
        DueQueue.add(state, timeMs, new DueQueue.Item(WORK.tag(), subject));
        return row.queuedAt(timeMs);
    }

    @Override
    public int tag() {
        return 0;
    }

    @Override
    public Optional<LedgerRecord> run(WorkingState state, Bytes subject, long timeMs) {
        String skeleton = subject.reader().string(Names.MAX_LENGTH);
        Optional<NameRow> known = state.get(Names.BY_SKELETON, skeleton);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        NameRow row = known.get();
        if (!(row.status() instanceof NameRow.Status.Resting(long untilMs))) {
            state.put(Names.BY_SKELETON, skeleton, row.queuedAt(0));
            return Optional.empty();
        }
        if (!DueQueue.isDue(untilMs, timeMs)) {
            state.put(Names.BY_SKELETON, skeleton, queue(state, row, untilMs));
            return Optional.empty();
        }
        state.credit(row.holder(), row.deposit().baseUnits());
        state.remove(Names.BY_SKELETON, skeleton);
        return Optional.of(new NameFreed(row.name(), row.holder(), row.deposit()));
    }
}
