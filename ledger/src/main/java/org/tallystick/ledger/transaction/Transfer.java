package org.tallystick.ledger.transaction;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/** Moves money from the transaction's sender. An amount of zero is refused; a payment to oneself moves nothing. */
public record Transfer(Address to, Amount amount) implements Operation {
    static final int TAG = 0;

    static Transfer decodeFields(BorshReader in) {
        return new Transfer(Address.decode(in), Amount.decode(in));
    }

    @Override
    public long spends() {
        return amount.baseUnits();
    }

    @Override
    public List<Address> receivers() {
        return List.of(to);
    }

    @Override
    public void encode(BorshWriter out) {
        out.u8(TAG).fixed(to);
        amount.encode(out);
    }
}
