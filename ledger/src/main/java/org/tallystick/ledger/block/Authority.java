package org.tallystick.ledger.block;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.PublicKey;

/**
 * One of those who run the network.
 *
 * @param name for people, 1 to 64 bytes, unique in its set
 * @param publicKey signs its votes and proposals and names it to its peers
 * @param address where peers dial it, {@code host:port}
 */
public record Authority(String name, PublicKey publicKey, String address) implements Encodable {
    private static final int MAX_NAME = 64;
    private static final int MAX_ADDRESS = 280;

    public static Authority decode(BorshReader in) {
        return new Authority(in.string(MAX_NAME), PublicKey.decode(in), in.string(MAX_ADDRESS));
    }

    @Override
    public void encode(BorshWriter out) {
        out.string(name).fixed(publicKey).string(address);
    }
}
