package org.tallystick.ledger.value;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/** A block's distance from the genesis block, which has height 0. */
public record Height(long value) implements Comparable<Height>, Encodable {
    public static final Height ZERO = new Height(0);

    public Height {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
    }

    public static Height of(long value) {
        return new Height(value);
    }

    public static Height decode(BorshReader in) {
        return new Height(in.u64());
    }

    public Height next() {
        return new Height(Math.addExact(value, 1));
    }

    public boolean isAfter(Height other) {
        return value > other.value;
    }

    public boolean isBefore(Height other) {
        return value < other.value;
    }

    @Override
    public void encode(BorshWriter out) {
        out.u64(value);
    }

    @Override
    public int compareTo(Height other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
