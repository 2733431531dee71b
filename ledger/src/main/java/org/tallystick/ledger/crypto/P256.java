package org.tallystick.ledger.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/**
 * The signature scheme of the ledger: ECDSA over P-256 (FIPS 186-5) with SHA-256, signatures as {@code r‖s}, of the two
 * valid values of {@code s} only the lower one. Whichever provider does the arithmetic, the answers are the same.
 */
public final class P256 {
    /** The curve, its generator and its order {@code n}. */
    static final ECDomainParameters DOMAIN = domain();

    private static final BigInteger HALF_ORDER = DOMAIN.getN().shiftRight(1);
    private static final int SCALAR_SIZE = 32;

    /** Enough for the senders of a busy hour, and a bound on the memory that strangers' keys can take up. */
    private static final int CACHED_KEYS = 16_384;

    private P256() {}

    /** The fastest verifier that works on this machine. It has a key cache of its own: make one and share it. */
    public static Verifier verifier() {
        return corretto().orElseGet(P256::bouncyCastle);
    }

    /** A verifier on the Amazon Corretto Crypto Provider, or nothing where its native part does not work. */
    public static Optional<Verifier> corretto() {
        return CorrettoVerifier.load(CACHED_KEYS).map(Verifier.class::cast);
    }

    /** A verifier in pure Java. */
    public static Verifier bouncyCastle() {
        return new BouncyCastleVerifier(CACHED_KEYS);
    }

    /**
     * Whether {@code s} is above half of the group order. Such a signature has a twin with the same meaning and is
     * refused, so that nobody but its maker can change the bytes of a signed transaction.
     */
    public static boolean isHighS(Signature signature) {
        return s(signature.toByteArray()).compareTo(HALF_ORDER) > 0;
    }

    /** Whether {@code 0 < r < n} and {@code 0 < s <= n/2}: asked before any provider is, so that all agree on it. */
    static boolean isInRange(byte[] signature) {
        BigInteger r = r(signature);
        BigInteger s = s(signature);
        return r.signum() > 0 && r.compareTo(DOMAIN.getN()) < 0 && s.signum() > 0 && s.compareTo(HALF_ORDER) <= 0;
    }

    static BigInteger r(byte[] signature) {
        return new BigInteger(1, signature, 0, SCALAR_SIZE);
    }

    static BigInteger s(byte[] signature) {
        return new BigInteger(1, signature, SCALAR_SIZE, SCALAR_SIZE);
    }

    /** The signature {@code (r, s)}, or its twin {@code (r, n - s)} where {@code s} is high. */
    static Signature withLowS(BigInteger r, BigInteger s) {
        BigInteger low = s.compareTo(HALF_ORDER) > 0 ? DOMAIN.getN().subtract(s) : s;
        byte[] bytes = new byte[Signature.SIZE];
        System.arraycopy(scalar(r), 0, bytes, 0, SCALAR_SIZE);
        System.arraycopy(scalar(low), 0, bytes, SCALAR_SIZE, SCALAR_SIZE);
        return Signature.of(bytes);
    }

    /** {@code value} as 32 big-endian bytes. */
    static byte[] scalar(BigInteger value) {
        byte[] signed = value.toByteArray();
        byte[] bytes = new byte[SCALAR_SIZE];
        int length = Math.min(signed.length, SCALAR_SIZE);
        System.arraycopy(signed, signed.length - length, bytes, SCALAR_SIZE - length, length);
        return bytes;
    }

    private static ECDomainParameters domain() {
        // The curve made for this one prime; the generic one is several times slower.
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
