package org.tallystick.ledger.crypto;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.FixedBytes;

/** An ECDSA signature: 64 bytes, big-endian {@code r‖s} (IEEE P1363). Ranges are checked by {@link P256}. */
public final class Signature extends FixedBytes {
    public static final int SIZE = 64;

    private Signature(byte[] bytes) {
        super(bytes, SIZE);
    }

    /** A signature of exactly 64 bytes. */
    public static Signature of(byte[] bytes) {
        return new Signature(bytes);
    }

    /** Parses 128 hex digits. */
    public static Signature fromHex(String hex) {
        return new Signature(parseHex(hex, SIZE));
    }

    public static Signature decode(BorshReader in) {
        return new Signature(in.fixed(SIZE));
    }
}
