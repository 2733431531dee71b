package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class P256Test {
    private static final BigInteger ORDER = P256.DOMAIN.getN();
    private static final BigInteger HALF = ORDER.shiftRight(1);
    private static final BigInteger ONE = BigInteger.ONE;

    @Test
    void the_order_is_that_of_fips_186() {
        assertThat(ORDER.toString(16)).isEqualTo("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    }

    @Test
    void s_is_high_above_half_of_the_order() {
        assertThat(P256.isHighS(Signature.of(signature(ONE, HALF)))).isFalse();
        assertThat(P256.isHighS(Signature.of(signature(ONE, HALF.add(ONE))))).isTrue();
        assertThat(P256.withLowS(ONE, HALF)).isEqualTo(Signature.of(signature(ONE, HALF)));
        assertThat(P256.withLowS(ONE, HALF.add(ONE))).isEqualTo(Signature.of(signature(ONE, HALF)));
    }

    @Test
    void r_goes_up_to_the_order_and_s_up_to_half_of_it() {
        assertThat(P256.isInRange(signature(ONE, ONE))).isTrue();
        assertThat(P256.isInRange(signature(ORDER.subtract(ONE), HALF))).isTrue();
        assertThat(P256.isInRange(signature(BigInteger.ZERO, ONE))).isFalse();
        assertThat(P256.isInRange(signature(ONE, BigInteger.ZERO))).isFalse();
        assertThat(P256.isInRange(signature(ORDER, ONE))).isFalse();
        assertThat(P256.isInRange(signature(ONE, HALF.add(ONE)))).isFalse();
    }

    private static byte[] signature(BigInteger r, BigInteger s) {
        byte[] bytes = new byte[Signature.SIZE];
        System.arraycopy(P256.scalar(r), 0, bytes, 0, 32);
        System.arraycopy(P256.scalar(s), 0, bytes, 32, 32);
        return bytes;
    }
}
