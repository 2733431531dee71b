package org.tallystick.ledger.operation.names;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/** The name that an account holds. */
public record HeldName(String name) implements Encodable {

    static HeldName decode(BorshReader in) {
        return new HeldName(in.string(Names.MAX_LENGTH));
    }

    @Override
    public void encode(BorshWriter out) {
        out.string(name);
    }
}
