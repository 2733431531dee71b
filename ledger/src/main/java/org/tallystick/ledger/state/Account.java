package org.tallystick.ledger.state;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.value.Amount;

/** What the ledger keeps for an address that was ever paid. */
public record Account(Amount balance) implements Encodable {
    /** Encoded first, so that accounts can carry more later without those written before being rewritten. */
    private static final int VERSION = 0;

    public static final Account EMPTY = new Account(Amount.ZERO);

    public static Account decode(BorshReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw new DecodeException("unknown account version " + version);
        }
        return new Account(Amount.decode(in));
    }

    public Account withBalance(Amount newBalance) {
        return new Account(newBalance);
    }

    @Override
    public void encode(BorshWriter out) {
        out.u8(VERSION);
        balance.encode(out);
    }
}
