package org.tallystick.ledger.operation.names;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.operation.Context;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.WorkingState;
import org.tallystick.ledger.value.Address;

/** Gives up the sender's name. It rests for as long as the genesis says; then the deposit goes back by itself. */
public record ReleaseName() implements Operation {
    public static final Form<ReleaseName> FORM = Form.of(2, "release-name", ReleaseName.class, ReleaseName::new);

    @Override
    public Form<ReleaseName> form() {
        return FORM;
    }

    @Override
    public Optional<Fault> check() {
        return Optional.empty();
    }

    @Override
    public long spends() {
        return 0;
    }

    @Override
    public List<Address> others() {
        return List.of();
    }

    @Override
    public long change(Address sender, Address account) {
        return 0;
    }

    @Override
    public Optional<RefusalCode> apply(Context context) {
        WorkingState state = context.state();
        Optional<NameRow> held = Names.heldBy(state, context.sender());
        if (held.isEmpty()) {
            return Optional.of(RefusalCode.NO_NAME);
        }
        long untilMs = Math.addExact(context.timeMs(), context.genesis().names().restMs());
        NameRow resting = held.get().with(new NameRow.Status.Resting(untilMs));
        Names.put(state, resting.queuedMs() == 0 ? EndOfRest.queue(state, resting, untilMs) : resting);
        state.remove(Names.BY_HOLDER, context.sender());
        return Optional.empty();
    }
}
