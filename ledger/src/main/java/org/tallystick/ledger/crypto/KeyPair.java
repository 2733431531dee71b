package org.tallystick.ledger.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A secret key held in memory and its public key. Signs with the deterministic nonces of RFC 6979 and low {@code s}.
 * Nothing but {@link #secret()} shows the secret.
 */
public final class KeyPair implements Signer {
    /** Bytes of a secret. */
    public static final int SECRET_SIZE = 32;

    private final ECPrivateKeyParameters secret;
    private final PublicKey publicKey;

    private KeyPair(BigInteger secret) {
        this.secret = new ECPrivateKeyParameters(secret, P256.DOMAIN);
        this.publicKey = PublicKey.of(new FixedPointCombMultiplier()
                .multiply(P256.DOMAIN.getG(), secret)
                .getEncoded(true));
    }

    /** A new key from {@code random}. */
    public static KeyPair generate(SecureRandom random) {
        byte[] candidate = new byte[SECRET_SIZE];
        do {
            random.nextBytes(candidate);
        } while (!isSecret(new BigInteger(1, candidate)));
        return of(candidate);
    }

    /**
     * The key with this secret, 32 bytes big-endian.
     *
     * @throws IllegalArgumentException unless it is 1 to {@code n - 1}, {@code n} being the order of the curve
     */
    public static KeyPair of(byte[] secret32) {
        BigInteger secret = new BigInteger(1, secret32);
        if (secret32.length != SECRET_SIZE || !isSecret(secret)) {
            throw new IllegalArgumentException("a secret is 32 bytes, not zero and below the order of the curve");
        }
        return new KeyPair(secret);
    }

    private static boolean isSecret(BigInteger value) {
        return value.signum() > 0 && value.compareTo(P256.DOMAIN.getN()) < 0;
    }

    /** The secret, 32 bytes big-endian, copied. */
    public byte[] secret() {
        return P256.scalar(secret.getD());
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Signature sign(Hash digest) {
        return sign(digest.toByteArray());
    }

    /** Signs the SHA-256 of {@code message}. */
    public Signature sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] rs = signer.generateSignature(Sha256.of(message).toByteArray());
        return P256.withLowS(rs[0], rs[1]);
    }

    /** Names the public key only. */
    @Override
    public String toString() {
        return "KeyPair[" + publicKey + "]";
    }
}
