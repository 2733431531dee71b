package org.tallystick.ledger.value;

import java.math.BigDecimal;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/**
 * A sum of money in base units, 0 to 2^63 - 1; one coin is 100,000,000 of them. Arithmetic is exact or throws
 * {@link ArithmeticException}.
 */
public record Amount(long baseUnits) implements Comparable<Amount>, Encodable {
    public static final int DECIMALS = 8;
    public static final long BASE_UNITS_PER_COIN = 100_000_000L;
    public static final Amount ZERO = new Amount(0);

    public Amount {
        if (baseUnits < 0) {
            throw new ArithmeticException("an amount is not negative: " + baseUnits);
        }
    }

    public static Amount ofBaseUnits(long baseUnits) {
        return new Amount(baseUnits);
    }

    /**
     * Parses coins as people write them: digits with at most eight decimals, such as {@code 1.25}. No sign, no exponent,
     * no grouping.
     *
     * @throws IllegalArgumentException if the text is not such a number
     * @throws ArithmeticException if it is 2^63 base units or more
     */
    public static Amount parseCoins(String text) {
        if (!text.matches("[0-9]{1,20}(\\.[0-9]{1,8})?")) {
            throw new IllegalArgumentException("not an amount of coins with at most 8 decimals: " + text);
        }
        return new Amount(new BigDecimal(text).movePointRight(DECIMALS).longValueExact());
    }

    public static Amount decode(BorshReader in) {
        return new Amount(in.u64());
    }

    public Amount plus(Amount other) {
        return new Amount(Math.addExact(baseUnits, other.baseUnits));
    }

    public Amount minus(Amount other) {
        return new Amount(Math.subtractExact(baseUnits, other.baseUnits));
    }

    public boolean isZero() {
        return baseUnits == 0;
    }

    public boolean isLessThan(Amount other) {
        return baseUnits < other.baseUnits;
    }

    /** Coins as a decimal without trailing zeros, such as {@code 1.25}; what {@link #parseCoins} reads. */
    public String toCoins() {
        BigDecimal coins = BigDecimal.valueOf(baseUnits, DECIMALS).stripTrailingZeros();
        return (coins.scale() < 0 ? coins.setScale(0) : coins).toPlainString();
    }

    @Override
    public void encode(BorshWriter out) {
        out.u64(baseUnits);
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(baseUnits, other.baseUnits);
    }

    @Override
    public String toString() {
        return toCoins();
    }
}
