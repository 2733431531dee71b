package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPairTest {
    private static final BigInteger ORDER = P256.DOMAIN.getN();

    @ParameterizedTest
    @MethodSource("org.tallystick.ledger.crypto.Providers#both")
    void signatures_verify_have_a_low_s_and_are_the_same_each_time(Verifier verifier) {
        for (int i = 1; i <= 100; i++) {
            KeyPair key = KeyPair.of(P256.scalar(BigInteger.valueOf(i)));
            Hash digest = Sha256.of(new byte[] {(byte) i});
            Signature signature = key.sign(digest);
            assertThat(verifier.verify(key.publicKey(), digest, signature)).isTrue();
            assertThat(P256.isHighS(signature)).isFalse();
            assertThat(key.sign(digest)).isEqualTo(signature);
        }
    }

    @Test
    void the_public_key_of_one_is_the_generator() {
        // FIPS 186-5 / SEC 2: x of the base point, whose y is odd.
        assertThat(KeyPair.of(P256.scalar(BigInteger.ONE)).publicKey())
                .isEqualTo(PublicKey.fromHex("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"));
    }

    @Test
    void takes_secrets_from_one_to_the_order_less_one() {
        BigInteger largest = ORDER.subtract(BigInteger.ONE);
        assertThat(KeyPair.of(P256.scalar(largest)).secret()).isEqualTo(P256.scalar(largest));
        assertRefused(P256.scalar(BigInteger.ZERO));
        assertRefused(P256.scalar(ORDER));
        assertRefused(HexFormat.of().parseHex("ff".repeat(32)));
        assertRefused(new byte[] {1});
        assertRefused(HexFormat.of().parseHex("00" + "01".repeat(32)));
    }

    @Test
    void draws_again_when_the_source_yields_no_secret() {
        SecureRandom zeroFirst = new SecureRandom() {
            private static final long serialVersionUID = 1L;
            private byte next;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, next++);
            }
        };
        assertThat(KeyPair.generate(zeroFirst).secret())
                .isEqualTo(HexFormat.of().parseHex("01".repeat(32)));
    }

    @Test
    void its_text_does_not_show_the_secret() {
        KeyPair key = KeyPair.of(P256.scalar(BigInteger.TEN));
        assertThat(key.toString())
                .contains(key.publicKey().hex())
                .doesNotContain(HexFormat.of().formatHex(key.secret()));
    }

    private static void assertRefused(byte[] secret) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyPair.of(secret));
    }
}
