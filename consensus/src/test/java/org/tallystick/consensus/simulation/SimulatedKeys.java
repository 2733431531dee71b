package org.tallystick.consensus.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.crypto.Verifier;

/**
 * Signatures that anyone could forge but nobody here does: two SHA-256 digests over key and message. Sixty times cheaper
 * than the real ones, so that a simulation spends its time on the protocol.
 */
public final class SimulatedKeys implements Verifier {

    /** The signer at {@code index} of every simulated committee. */
    public static Signer signer(int index) {
        PublicKey key = publicKey(index);
        return new Signer() {
            @Override
            public PublicKey publicKey() {
                return key;
            }

            @Override
            public Signature sign(Hash digest) {
                return signature(key, digest.toByteArray());
            }
        };
    }

    /** {@code n} authorities whose keys are those of {@link #signer}. */
    public static AuthoritySet authorities(int n) {
        List<Authority> authorities = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            authorities.add(new Authority("authority-" + i, publicKey(i), "127.0.0.1:" + (10_000 + i)));
        }
        return new AuthoritySet(authorities);
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        return signature(key, message).equals(signature);
    }

    private static PublicKey publicKey(int index) {
        byte[] digest = Sha256.of(ByteBuffer.allocate(4).putInt(index).array()).toByteArray();
        return PublicKey.of(
                ByteBuffer.allocate(PublicKey.SIZE).put((byte) 2).put(digest).array());
    }

    private static Signature signature(PublicKey key, byte[] message) {
        ByteBuffer both = ByteBuffer.allocate(Signature.SIZE);
        byte[] keyBytes = key.toByteArray();
        both.put(Sha256.of(keyBytes, message, new byte[] {0}).toByteArray());
        byte[] second = Sha256.of(keyBytes, message, new byte[] {1}).toByteArray();
        // A low s, as the real ones have.
        second[0] &= 0x3f;
        both.put(second);
        return Signature.of(both.array());
    }
}
