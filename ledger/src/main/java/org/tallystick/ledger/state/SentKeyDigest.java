package org.tallystick.ledger.state;

import java.nio.ByteBuffer;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;

/**
 * How the state commits to the remembered idempotency keys: one running digest per minute of expiry, so that however many
 * keys expire in it, forgetting them is one deletion. The digest of a minute is a chain over its keys in the order in
 * which they were used, beginning with {@link Hash#ZERO}.
 */
public final class SentKeyDigest {
    /** Minute of expiry ({@code u64} big-endian) → running digest of the idempotency keys that expire in it. */
    public static final Table<Long, Hash> TABLE = Table.of(
            1,
            "sent-keys",
            minute -> Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(minute).array()),
            Hash::decode);

    private static final long MS_PER_MINUTE = 60_000;

    private SentKeyDigest() {}

    /** The minute in which a key that is valid until {@code validUntilMs} expires. */
    public static long minuteOf(long validUntilMs) {
        return validUntilMs / MS_PER_MINUTE;
    }

    /** The digest of {@code minute}; {@link Hash#ZERO} where no key expires in it. */
    public static Hash read(StateReader state, long minute) {
        return TABLE.read(state, minute).orElse(Hash.ZERO);
    }

    /** {@code digest} with one more key: the tagged hash of it, the key and its use. */
    public static Hash extend(Hash digest, SentKey key, SentKey.Use use) {
        BorshWriter out = new BorshWriter(128);
        out.fixed(digest);
        key.encode(out);
        use.encode(out);
        return HashTag.SENT_KEYS.hash(out.toByteArray());
    }
}
