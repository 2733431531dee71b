package org.tallystick.ledger.value;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/** A numbered attempt at a block within an epoch. The genesis block has view 0; the first real view is 1. */
public record View(long value) implements Comparable<View>, Encodable {
    public static final View ZERO = new View(0);

    public View {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
    }

    public static View of(long value) {
        return new View(value);
    }

    public static View decode(BorshReader in) {
        return new View(in.u64());
    }

    public View next() {
        return new View(Math.addExact(value, 1));
    }

    public boolean isAfter(View other) {
        return value > other.value;
    }

    public boolean isBefore(View other) {
        return value < other.value;
    }

    @Override
    public void encode(BorshWriter out) {
        out.u64(value);
    }

    @Override
    public int compareTo(View other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
