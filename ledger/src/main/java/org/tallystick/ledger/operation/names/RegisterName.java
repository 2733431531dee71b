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
 * Gives the sender a name that nobody holds, or back one that it released and that still rests.
 *
 * @param deposit what is set aside: what the genesis says, or nothing for a name whose deposit is set aside still
 */
public record RegisterName(String name, Amount deposit) implements Operation {
    public static final Form<RegisterName> FORM = Form.of(
            1,
            "register-name",
            RegisterName.class,
            Field.text("name", Names.MAX_LENGTH, RegisterName::name, "The name, 3 to 32 of a-z, 0-9 and hyphens."),
            Field.amount("deposit", RegisterName::deposit, "What is set aside while the name is held and rests."),
            RegisterName::new);

    @Override
    public Form<RegisterName> form() {
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
        return List.of();
    }

    @Override
    public long change(Address sender, Address account) {
        return account.equals(sender) ? -deposit.baseUnits() : 0;
    }

    @Override
    public Optional<RefusalCode> apply(Context context) {
        WorkingState state = context.state();
        String skeleton = Skeleton.of(name);
        if (state.get(Names.BY_HOLDER, context.sender()).isPresent()) {
            return Optional.of(RefusalCode.HAS_NAME);
        }
        Amount due = context.genesis().names().deposit();
        Optional<NameRow> known = state.get(Names.BY_SKELETON, skeleton);
        if (known.isPresent() && known.get().named().isPresent()) {
            return Optional.of(RefusalCode.NAME_TAKEN);
        }
        boolean back = known.isPresent() && known.get().holder().equals(context.sender());
        if (known.isPresent() && !back) {
            // Also when its time is over: the work that ends the rest gives the deposit back, and comes within minutes.
            return Optional.of(RefusalCode.NAME_RESTS);
        }
        // Last, as it takes the longest, and only for a name that is new: nobody could do that often for one deposit.
        if (!back && Names.isReserved(context.genesis(), name)) {
            return Optional.of(RefusalCode.NAME_RESERVED);
        }
        if (!deposit.equals(back ? Amount.ZERO : due)) {
            return Optional.of(RefusalCode.WRONG_DEPOSIT);
        }
        if (!state.debit(context.sender(), deposit.baseUnits())) {
            return Optional.of(RefusalCode.INSUFFICIENT_FUNDS);
        }
        Amount aside = back ? known.orElseThrow().deposit() : deposit;
        Names.put(
                state,
                new NameRow(
                        name,
                        context.sender(),
                        aside,
                        NameRow.HELD,
                        known.map(NameRow::queuedMs).orElse(0L)));
        state.put(Names.BY_HOLDER, context.sender(), new HeldName(name));
        return Optional.empty();
    }
}
