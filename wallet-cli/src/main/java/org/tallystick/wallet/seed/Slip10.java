package org.tallystick.wallet.seed;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.ledger.crypto.KeyPair;

/**
 * A node of the tree of P-256 keys that grows from one seed, as in SLIP-0010 for the curve {@code nist256p1}.
 *
 * <p>The wallet uses {@code m/44'/7629945'/account'}: BIP-44's purpose, the ASCII of {@code tly} as coin type, and the
 * number of the account, 0 unless said otherwise. All are hardened, so that a leaked account key gives away no other.
 */
public final class Slip10 {
    /** From this index on a child is hardened. */
    public static final long HARDENED = 0x8000_0000L;

    private static final long PURPOSE = 44;
    private static final long COIN = 0x74_6c_79;
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final BigInteger secret;
    private final byte[] chainCode;

    private Slip10(BigInteger secret, byte[] chainCode) {
        this.secret = secret;
        this.chainCode = chainCode;
    }

    /** The root of the tree, {@code m}. */
    public static Slip10 master(byte[] seed) {
        byte[] digest = seed;
        do {
            digest = hmac("Nist256p1 seed".getBytes(StandardCharsets.US_ASCII), digest);
        } while (!isSecret(left(digest)));
        return new Slip10(left(digest), right(digest));
    }

    /** The key of the wallet's account {@code number}, 0 to 2^31 - 1. */
    public static KeyPair account(byte[] seed, int number) {
        return master(seed)
                .child(PURPOSE + HARDENED)
                .child(COIN + HARDENED)
                .child(number + HARDENED)
                .keys();
    }

    /** The child at {@code index}, 0 to 2^32 - 1. */
    public Slip10 child(long index) {
        byte[] parent = index >= HARDENED
                ? ByteBuffer.allocate(33).put((byte) 0).put(keys().secret()).array()
                : keys().publicKey().toByteArray();
        byte[] digest = hmac(chainCode, indexed(parent, index));
        BigInteger key = left(digest).add(secret).mod(ORDER);
        // Next to never: the standard's rule for a half that is no number below the order, or a sum of zero.
        while (left(digest).compareTo(ORDER) >= 0 || key.signum() == 0) {
            byte[] again =
                    ByteBuffer.allocate(33).put((byte) 1).put(right(digest)).array();
            digest = hmac(chainCode, indexed(again, index));
            key = left(digest).add(secret).mod(ORDER);
        }
        return new Slip10(key, right(digest));
    }

    /** This node's key. */
    public KeyPair keys() {
        byte[] bytes = new byte[KeyPair.SECRET_SIZE];
        byte[] magnitude = secret.toByteArray();
        int length = Math.min(magnitude.length, bytes.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, bytes.length - length, length);
        return KeyPair.of(bytes);
    }

    byte[] chainCode() {
        return chainCode.clone();
    }

    private static byte[] indexed(byte[] data, long index) {
        return ByteBuffer.allocate(data.length + 4)
                .put(data)
                .putInt((int) index)
                .array();
    }

    private static boolean isSecret(BigInteger value) {
        return value.signum() > 0 && value.compareTo(ORDER) < 0;
    }

    private static BigInteger left(byte[] digest) {
        return new BigInteger(1, digest, 0, 32);
    }

    private static byte[] right(byte[] digest) {
        return Arrays.copyOfRange(digest, 32, 64);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key, "HmacSHA512"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-512", e);
        }
    }
}
