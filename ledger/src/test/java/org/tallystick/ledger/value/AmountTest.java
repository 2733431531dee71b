package org.tallystick.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;

class AmountTest {
    private static final Amount LARGEST = Amount.ofBaseUnits(Long.MAX_VALUE);
    private static final Amount ONE = Amount.ofBaseUnits(1);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0, 0",
        "1, 100000000",
        "1.25, 125000000",
        "00001.50, 150000000",
        "0.00000001, 1",
        "92233720368.54775807, 9223372036854775807"
    })
    void parses_coins(String text, long baseUnits) {
        assertThat(Amount.parseCoins(text).baseUnits()).isEqualTo(baseUnits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ".5",
                "1.",
                "1.123456789",
                "-1",
                "+1",
                "1e3",
                "1,000",
                "1_000",
                " 1",
                "1 ",
                "1\n",
                "0x10",
                "NaN",
                "1.2.3",
                "\u0661",
                "123456789012345678901"
            })
    void refuses_what_is_no_plain_decimal(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Amount.parseCoins(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"92233720368.54775808", "92233720369", "99999999999999999999"})
    void refuses_two_to_the_63_base_units_and_more(String text) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Amount.parseCoins(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.00000001",
        "100000000, 1",
        "125000000, 1.25",
        "100000000000, 1000",
        "9223372036854775807, 92233720368.54775807"
    })
    void prints_coins_without_trailing_zeros(long baseUnits, String text) {
        assertThat(Amount.ofBaseUnits(baseUnits).toCoins()).isEqualTo(text);
    }

    @Test
    void reads_what_it_prints() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            Amount amount = Amount.ofBaseUnits(random.nextLong() >>> (1 + random.nextInt(63)));
            assertThat(Amount.parseCoins(amount.toCoins())).isEqualTo(amount);
        }
    }

    @Test
    void sums_and_differences_are_exact_or_fail() {
        assertThat(LARGEST.minus(ONE).plus(ONE)).isEqualTo(LARGEST);
        assertThat(ONE.minus(ONE)).isEqualTo(Amount.ZERO);
        assertFails(() -> LARGEST.plus(ONE));
        assertFails(() -> LARGEST.plus(LARGEST));
        assertFails(() -> Amount.ZERO.minus(ONE));
        assertFails(() -> Amount.ofBaseUnits(-1));
        assertFails(() -> Amount.ofBaseUnits(Long.MIN_VALUE));
    }

    @Test
    void two_to_the_63_does_not_decode() {
        byte[] encoded = {0, 0, 0, 0, 0, 0, 0, (byte) 0x80};
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> BorshReader.decodeAll(encoded, Amount::decode));
        assertThat(BorshReader.decodeAll(LARGEST.encoded(), Amount::decode)).isEqualTo(LARGEST);
    }

    private static void assertFails(Runnable arithmetic) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(arithmetic::run);
    }
}
