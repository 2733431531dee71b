package org.tallystick.testnet.load;

import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;

/** A transaction on its way: when it was sent first and last, and how it ended. Thread-safe. */
final class Parcel {
    private final Transaction transaction;
    private Optional<End> end = Optional.empty();
    private OptionalLong firstSentNanos = OptionalLong.empty();
    private long lastSentNanos;

    /** How a transaction ended. */
    sealed interface End {

        /** Final, and all its operations took effect. */
        record Applied(long atNanos) implements End {}

        /** Final without effect, or refused for good. */
        record Failed(String why) implements End {}
    }

    Parcel(Transaction transaction) {
        this.transaction = transaction;
    }

    Transaction transaction() {
        return transaction;
    }

    Hash id() {
        return transaction.id();
    }

    synchronized void sent(long nowNanos) {
        if (firstSentNanos.isEmpty()) {
            firstSentNanos = OptionalLong.of(nowNanos);
        }
        lastSentNanos = nowNanos;
    }

    /** Whether it was sent, not since {@code beforeNanos}, and has not ended. */
    synchronized boolean overdue(long beforeNanos) {
        return firstSentNanos.isPresent() && lastSentNanos - beforeNanos < 0 && end.isEmpty();
    }

    /** Keeps the first end it is told; returns whether this was it. */
    synchronized boolean ended(End how) {
        if (end.isPresent()) {
            return false;
        }
        end = Optional.of(how);
        return true;
    }

    synchronized Optional<End> end() {
        return end;
    }

    /** From the first sending to the moment finality was seen; empty unless applied. */
    synchronized OptionalLong finalityNanos() {
        return end.isPresent() && end.get() instanceof End.Applied(long atNanos) && firstSentNanos.isPresent()
                ? OptionalLong.of(atNanos - firstSentNanos.getAsLong())
                : OptionalLong.empty();
    }
}
