package org.tallystick.ledger.value;

import java.util.Arrays;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.FixedBytes;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.PublicKey;

/** Names an account: the first 20 bytes of the tagged hash of its first public key. As text see {@link AddressFormat}. */
public final class Address extends FixedBytes {
    public static final int SIZE = 20;

    private Address(byte[] bytes) {
        super(bytes, SIZE);
    }

    public static Address of(byte[] bytes) {
        return new Address(bytes);
    }

    /** The address that {@code key} opens unless the account says otherwise. */
    public static Address of(PublicKey key) {
        return new Address(Arrays.copyOf(HashTag.ADDRESS.hash(key.toByteArray()).toByteArray(), SIZE));
    }

    public static Address decode(BorshReader in) {
        return new Address(in.fixed(SIZE));
    }
}
