package org.tallystick.ledger.operation.names;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.operation.Context;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.WorkingState;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * Takes over a name that its holder offered to the sender.
 *
 * @param from who offered it, and gets the deposit back
 * @param deposit what was set aside for it, and is now by the sender
 */
public record ClaimName(String name, Address from, Amount deposit) implements Operation {
    public static final Form<ClaimName> FORM = Form.of(
            4,
            "claim-name",
            ClaimName.class,
            Field.text("name", Names.MAX_LENGTH, ClaimName::name, "The name that was offered."),
            Field.address("from", ClaimName::from, "Who offered it, and gets the deposit back."),
            Field.amount("deposit", ClaimName::deposit, "What is set aside instead."),
            ClaimName::new);

    @Override
    public Form<ClaimName> form() {
        return FORM;
    }

    @Override
    public Optional<Fault> check() {
        return Names.check(name);
    }

    @Override
    public long spends() {
        return deposit.baseUnits();
    }

    @Override
    public List<Address> others() {
        return List.of(from);
    }

    @Override
    public long change(Address sender, Address account) {
        long back = account.equals(from) ? deposit.baseUnits() : 0;
        return account.equals(sender) ? back - deposit.baseUnits() : back;
    }

    @Override
    public Optional<RefusalCode> apply(Context context) {
        WorkingState state = context.state();
        Optional<NameRow> row = state.get(Names.BY_SKELETON, Skeleton.of(name));
        if (row.isEmpty()
                || !row.get().name().equals(name)
                || !row.get().holder().equals(from)
                || !(row.get().status() instanceof NameRow.Status.Offered(long untilMs, Address to))
                || !to.equals(context.sender())
                || untilMs < context.timeMs()) {
            return Optional.of(RefusalCode.NOT_OFFERED);
        }
        boolean toItself = from.equals(context.sender());
        if (!toItself && state.get(Names.BY_HOLDER, context.sender()).isPresent()) {
            return Optional.of(RefusalCode.HAS_NAME);
        }
        if (!deposit.equals(row.get().deposit())) {
            return Optional.of(RefusalCode.WRONG_DEPOSIT);
        }
        if (!state.debit(context.sender(), deposit.baseUnits())) {
            return Optional.of(RefusalCode.INSUFFICIENT_FUNDS);
        }
        state.credit(from, deposit.baseUnits());
        state.remove(Names.BY_HOLDER, from);
        Names.put(
                state,
                new NameRow(
                        name, context.sender(), deposit, NameRow.HELD, row.get().queuedMs()));
        state.put(Names.BY_HOLDER, context.sender(), new HeldName(name));
        return Optional.empty();
    }
}
