package org.tallystick.ledger.value;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;

/** A span of the ledger with one set of authorities. The first is 0. */
public record Epoch(long value) implements Comparable<Epoch>, Encodable {
    public static final Epoch ZERO = new Epoch(0);

    public Epoch {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
    }

    public static Epoch of(long value) {
        return new Epoch(value);
    }

    public static Epoch decode(BorshReader in) {
        return new Epoch(in.u64());
    }

    public Epoch next() {
        return new Epoch(Math.addExact(value, 1));
    }

    public boolean isAfter(Epoch other) {
        return value > other.value;
    }

    public boolean isBefore(Epoch other) {
        return value < other.value;
    }

    @Override
    public void encode(BorshWriter out) {
        out.u64(value);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
