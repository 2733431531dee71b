package org.tallystick.node.store;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Height;

/** How far the stored ledger got, and the totals up to there. */
record Head(Height height, Hash hash, long transactionCount, long accountCount) implements Encodable {
    static final String KEY = "head";

    static Head decode(BorshReader in) {
        return new Head(Height.decode(in), Hash.decode(in), in.u64(), in.u64());
    }

    @Override
    public void encode(BorshWriter out) {
        height.encode(out);
        out.fixed(hash).u64(transactionCount).u64(accountCount);
    }
}
