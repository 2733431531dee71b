package org.tallystick.ledger.authority;

import java.nio.charset.StandardCharsets;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.PublicKey;

/**
 * One of those who run the network.
 *
 * @param name for people, 1 to 64 bytes, unique in its set
 * @param publicKey signs its votes and proposals and names it to its peers
 * @param address where peers dial it, {@code host:port}, up to 280 bytes
 */
public record Authority(String name, PublicKey publicKey, String address) implements Encodable {
    private static final int MAX_NAME = 64;
    private static final int MAX_ADDRESS = 280;

    /** @throws DecodeException if the name is blank or too long, or the address too long */
    public Authority {
        requireAtMost(name, MAX_NAME, "name");
        requireAtMost(address, MAX_ADDRESS, "address");
        if (name.isBlank()) {
            throw new DecodeException("an authority's name is blank");
        }
    }

    public static Authority decode(BorshReader in) {
        return new Authority(in.string(MAX_NAME), PublicKey.decode(in), in.string(MAX_ADDRESS));
    }

    private static void requireAtMost(String text, int maxBytes, String field) {
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new DecodeException("an authority's " + field + " is at most " + maxBytes + " bytes");
        }
    }

    @Override
    public void encode(BorshWriter out) {
        out.string(name).fixed(publicKey).string(address);
    }
}
