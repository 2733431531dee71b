package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.ledger.value.Height;

/** Consecutive final blocks without a certificate of their own; the block after {@code last} has one. */
public record Stretch(Height first, Height last) {

    public long blocks() {
        return last.value() - first.value() + 1;
    }

    /** Those of the blocks whose proofs would need more than {@code headers} headers. */
    public Optional<Stretch> beyond(int headers) {
        long lastBeyond = last.value() + 1 - headers;
        return lastBeyond < first.value() ? Optional.empty() : Optional.of(new Stretch(first, Height.of(lastBeyond)));
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
