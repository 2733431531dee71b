package org.tallystick.ledger.operation.names;

import java.util.Set;
import org.tallystick.ledger.operation.Field;
import org.tallystick.ledger.operation.Form;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/** The rest of a released name is over: anyone may take it, and the deposit is back at its last holder. */
public record NameFreed(String name, Address holder, Amount deposit) implements LedgerRecord {
    public static final Form<NameFreed> FORM = Form.of(
            0,
            "name-freed",
            NameFreed.class,
            Field.text("name", Names.MAX_LENGTH, NameFreed::name, "The name that anyone may take now."),
            Field.address("holder", NameFreed::holder, "Who held it last."),
            Field.amount("deposit", NameFreed::deposit, "What went back to that account."),
            NameFreed::new);

    @Override
    public Form<NameFreed> form() {
        return FORM;
    }

    @Override
    public Set<Address> parties() {
        return Set.of(holder);
    }

    @Override
    public long change(Address account) {
        return account.equals(holder) ? deposit.baseUnits() : 0;
    }
}
