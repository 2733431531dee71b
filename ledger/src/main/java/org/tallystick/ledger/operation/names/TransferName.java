package org.tallystick.ledger.operation.names;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.operation.Context;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.value.Address;

/** Offers the sender's name to another account, which consents by {@link ClaimName} within a day. Until then it stays the sender's. */
public record TransferName(Address to) implements Operation {
    public static final Form<TransferName> FORM = Form.of(
            3,
            "transfer-name",
            TransferName.class,
            Field.address("to", TransferName::to, "Who may claim the name within a day."),
            TransferName::new);

    @Override
    public Form<TransferName> form() {
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
        return List.of(to);
    }

    @Override
    public long change(Address sender, Address account) {
        return 0;
    }

    @Override
    public Optional<RefusalCode> apply(Context context) {
        Optional<NameRow> held = Names.heldBy(context.state(), context.sender());
        if (held.isEmpty()) {
            return Optional.of(RefusalCode.NO_NAME);
        }
        long untilMs = Math.addExact(context.timeMs(), Names.OFFER_MS);
        Names.put(context.state(), held.get().with(new NameRow.Status.Offered(untilMs, to)));
        return Optional.empty();
    }
}
