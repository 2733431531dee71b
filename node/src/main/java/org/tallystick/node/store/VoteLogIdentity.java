package org.tallystick.node.store;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;

/** Whose votes a log holds, and on which network. */
public record VoteLogIdentity(Hash genesisHash, PublicKey key) implements Encodable {

    static VoteLogIdentity decode(BorshReader in) {
        return new VoteLogIdentity(Hash.decode(in), PublicKey.decode(in));
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(genesisHash).fixed(key);
    }
}
