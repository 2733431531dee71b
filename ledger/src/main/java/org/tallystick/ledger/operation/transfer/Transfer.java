package org.tallystick.ledger.operation.transfer;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.operation.Context;
import org.tallystick.ledger.operation.Feature;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/** Moves money from the transaction's sender. An amount of zero is refused; a payment to oneself moves nothing. */
public record Transfer(Address to, Amount amount) implements Operation {
    public static final Form<Transfer> FORM = Form.of(
            0,
            "transfer",
            Transfer.class,
            Field.address("to", Transfer::to, "Who is paid."),
            Field.amount("amount", Transfer::amount, "How much, at least one base unit."),
            Transfer::new);

    public static final Feature FEATURE = new Feature("transfer", List.of(FORM), List.of(), List.of(), List.of());

    private static final Optional<RefusalCode> INSUFFICIENT_FUNDS = Optional.of(RefusalCode.INSUFFICIENT_FUNDS);

    @Override
    public Form<Transfer> form() {
        return FORM;
    }

    @Override
    public Optional<Fault> check() {
        return amount.isZero()
                ? Optional.of(new Fault(RefusalCode.AMOUNT_ZERO, "An amount is at least one base unit."))
                : Optional.empty();
    }

    @Override
    public long spends() {
        return amount.baseUnits();
    }

    @Override
    public List<Address> others() {
        return List.of(to);
    }

    @Override
    public long change(Address sender, Address account) {
        long received = account.equals(to) ? amount.baseUnits() : 0;
        return account.equals(sender) ? received - amount.baseUnits() : received;
    }

    /** A payment to oneself takes the same way: it needs the funds and moves nothing. */
    @Override
    public Optional<RefusalCode> apply(Context context) {
        if (!context.state().debit(context.sender(), amount.baseUnits())) {
            return INSUFFICIENT_FUNDS;
        }
        context.state().credit(to, amount.baseUnits());
        return Optional.empty();
    }
}
