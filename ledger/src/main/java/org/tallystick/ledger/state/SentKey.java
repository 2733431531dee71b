package org.tallystick.ledger.state;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.IdempotencyKey;

/** The pair that is accepted once while remembered. 36 bytes. */
public record SentKey(Address sender, IdempotencyKey key) implements Encodable, Comparable<SentKey> {

    public static SentKey decode(BorshReader in) {
        return new SentKey(Address.decode(in), IdempotencyKey.decode(in));
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(sender).fixed(key);
    }

    @Override
    public int compareTo(SentKey other) {
        int bySender = sender.compareTo(other.sender);
        return bySender != 0 ? bySender : key.compareTo(other.key);
    }

    /**
     * What is remembered about a used pair; forgotten once a block's time is after {@code validUntilMs}.
     *
     * @param transactionId the transaction that used it
     */
    public record Use(Hash transactionId, long validUntilMs) implements Encodable {
        public static Use decode(BorshReader in) {
            return new Use(Hash.decode(in), in.u64());
        }

        @Override
        public void encode(BorshWriter out) {
            out.fixed(transactionId).u64(validUntilMs);
        }
    }
}
