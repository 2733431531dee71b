package org.tallystick.ledger.crypto;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.FixedBytes;

/** A SHA-256 digest: 32 bytes. */
public final class Hash extends FixedBytes {
    public static final int SIZE = 32;

    /** All zero: stands for "nothing", never a digest of anything. */
    public static final Hash ZERO = new Hash(new byte[SIZE]);

    private Hash(byte[] bytes) {
        super(bytes, SIZE);
    }

    /** The hash of exactly 32 bytes. */
    public static Hash of(byte[] bytes) {
        return new Hash(bytes);
    }

    /** Parses 64 hex digits. */
    public static Hash fromHex(String hex) {
        return new Hash(parseHex(hex, SIZE));
    }

    public static Hash decode(BorshReader in) {
        return new Hash(in.fixed(SIZE));
    }
}
