package org.tallystick.ledger.crypto;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.FixedBytes;

/**
 * A P-256 public key in compressed SEC 1 form: 33 bytes. The form is checked here; that the x coordinate lies on the
 * curve is checked where the key is used, and a key that does not verifies nothing.
 */
public final class PublicKey extends FixedBytes {
    public static final int SIZE = 33;

    private PublicKey(byte[] bytes) {
        super(bytes, SIZE);
    }

    /** A key from its 33 bytes; a {@link DecodeException} unless the first is 2 or 3. */
    public static PublicKey of(byte[] bytes) {
        if (bytes.length != SIZE || (bytes[0] != 2 && bytes[0] != 3)) {
            throw new DecodeException("a public key is 33 bytes, the first 02 or 03");
        }
        return new PublicKey(bytes);
    }

    /** Parses 66 hex digits. */
    public static PublicKey fromHex(String hex) {
        return of(parseHex(hex, SIZE));
    }

    public static PublicKey decode(BorshReader in) {
        return of(in.fixed(SIZE));
    }
}
