package org.tallystick.ledger.transaction;

import java.util.Arrays;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.FixedBytes;
import org.tallystick.ledger.crypto.Hash;

/**
 * The first 4 bytes of a genesis hash. It stands in a transaction only so that one meant for another network is refused
 * as such and not as a bad signature; the signature covers the whole genesis hash.
 */
public final class NetworkTag extends FixedBytes {
    public static final int SIZE = 4;

    private NetworkTag(byte[] bytes) {
        super(bytes, SIZE);
    }

    public static NetworkTag of(Hash genesisHash) {
        return new NetworkTag(Arrays.copyOf(genesisHash.toByteArray(), SIZE));
    }

    public static NetworkTag decode(BorshReader in) {
        return new NetworkTag(in.fixed(SIZE));
    }
}
