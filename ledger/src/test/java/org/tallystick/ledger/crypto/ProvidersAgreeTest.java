package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network would split if a signature were valid on one provider and not on the other. */
class ProvidersAgreeTest {
    private static final BigInteger ORDER = P256.DOMAIN.getN();
    private static final BigInteger PRIME = P256.DOMAIN.getCurve().getField().getCharacteristic();
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final BigInteger LARGEST = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

    private final Verifier corretto = P256.corretto().orElseThrow();
    private final Verifier bouncyCastle = P256.bouncyCastle();

    @Test
    void on_every_combination_of_extreme_r_and_s() {
        List<BigInteger> extremes = new ArrayList<>();
        for (BigInteger edge : List.of(BigInteger.ZERO, HALF, ORDER, PRIME, LARGEST)) {
            for (int offset = -2; offset <= 2; offset++) {
                BigInteger value = edge.add(BigInteger.valueOf(offset));
                if (value.signum() >= 0 && value.compareTo(LARGEST) <= 0) {
                    extremes.add(value);
                }
            }
        }
        PublicKey key = KeyPair.of(P256.scalar(BigInteger.TWO)).publicKey();
        for (BigInteger r : extremes) {
            for (BigInteger s : extremes) {
                assertAgreement(key, new byte[32], signature(r, s));
            }
        }
    }

    @Test
    void on_signatures_damaged_in_one_bit() {
        Random random = new Random(1);
        KeyPair key = KeyPair.of(P256.scalar(BigInteger.valueOf(77)));
        byte[] message = {1, 2, 3};
        byte[] sound = key.sign(message).toByteArray();
        for (int bit = 0; bit < 8 * Signature.SIZE; bit++) {
            byte[] damaged = sound.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(assertAgreement(key.publicKey(), message, Signature.of(damaged)))
                    .isFalse();
        }
        byte[] otherMessage = new byte[40];
        random.nextBytes(otherMessage);
        assertThat(assertAgreement(key.publicKey(), otherMessage, Signature.of(sound)))
                .isFalse();
        assertThat(assertAgreement(key.publicKey(), message, Signature.of(sound)))
                .isTrue();
    }

    @Test
    void on_keys_most_of_which_are_not_on_the_curve_or_not_in_the_field() {
        Random random = new Random(2);
        CorrettoVerifier nativeDecoder = CorrettoVerifier.load(1).orElseThrow();
        int onCurve = 0;
        for (int i = 0; i < 400; i++) {
            byte[] key = new byte[PublicKey.SIZE];
            random.nextBytes(key);
            key[0] = (byte) (2 + i % 2);
            if (i % 4 == 0) {
                // At and above the prime: no field element, though its residue may be that of a point.
                BigInteger x = PRIME.add(BigInteger.valueOf(i / 4));
                System.arraycopy(P256.scalar(x), 0, key, 1, 32);
            }
            PublicKey candidate = PublicKey.of(key);
            boolean decodes = BouncyCastleVerifier.decode(candidate).isPresent();
            assertThat(nativeDecoder.decode(candidate).isPresent()).isEqualTo(decodes);
            assertThat(assertAgreement(candidate, new byte[0], signature(BigInteger.ONE, BigInteger.ONE)))
                    .isFalse();
            onCurve += decodes ? 1 : 0;
        }
        assertThat(onCurve).isBetween(100, 200);
    }

    @ParameterizedTest
    @MethodSource("org.tallystick.ledger.crypto.Providers#both")
    void many_threads_share_one_verifier(Verifier verifier) throws InterruptedException, ExecutionException {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            KeyPair key = KeyPair.of(P256.scalar(BigInteger.valueOf(1 + i % 7)));
            Hash digest = Sha256.of(P256.scalar(BigInteger.valueOf(i)));
            Signature signature = key.sign(i % 3 == 0 ? Hash.ZERO : digest);
            boolean expected = i % 3 != 0;
            tasks.add(() -> verifier.verify(key.publicKey(), digest, signature) == expected);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> right : threads.invokeAll(tasks)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    private boolean assertAgreement(PublicKey key, byte[] message, Signature signature) {
        boolean answer = corretto.verify(key, message, signature);
        assertThat(bouncyCastle.verify(key, message, signature)).isEqualTo(answer);
        return answer;
    }

    private static Signature signature(BigInteger r, BigInteger s) {
        byte[] bytes = new byte[Signature.SIZE];
        System.arraycopy(P256.scalar(r), 0, bytes, 0, 32);
        System.arraycopy(P256.scalar(s), 0, bytes, 32, 32);
        return Signature.of(bytes);
    }
}
