package org.tallystick.ledger.transaction;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;

/** One key holder's consent: its signature of the transaction's id. 97 bytes. */
public record Authorization(PublicKey key, Signature signature) implements Encodable {
    public static final int SIZE = PublicKey.SIZE + Signature.SIZE;

    public static Authorization decode(BorshReader in) {
        return new Authorization(PublicKey.decode(in), Signature.decode(in));
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(key).fixed(signature);
    }
}
