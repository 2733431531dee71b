package org.tallystick.node.store;

import java.util.List;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.IdempotencyKey;

/** Sent keys of one block that expire in the same minute. */
record SentKeyList(List<SentKey> keys) implements Encodable {

    static SentKeyList decode(BorshReader in) {
        return new SentKeyList(in.list(Block.MAX_TRANSACTIONS, Address.SIZE + IdempotencyKey.SIZE, SentKey::decode));
    }

    @Override
    public void encode(BorshWriter out) {
        out.list(keys);
    }
}
