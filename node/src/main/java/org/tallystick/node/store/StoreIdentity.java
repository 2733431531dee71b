package org.tallystick.node.store;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;

/** What a database is: written once, checked whenever it is opened. */
record StoreIdentity(int formatVersion, Hash genesisHash) implements Encodable {
    /** Raised whenever a column or the form of a key or value changes. */
    static final int FORMAT_VERSION = 1;

    static final String KEY = "identity";

    static StoreIdentity decode(BorshReader in) {
        return new StoreIdentity(in.u16(), Hash.decode(in));
    }

    @Override
    public void encode(BorshWriter out) {
        out.u16(formatVersion).fixed(genesisHash);
    }
}
