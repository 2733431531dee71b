package org.tallystick.testnet.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.api.Inclusion;

/** What payers were told, and every word that was not kept. Thread-safe. */
final class Books {
    private static final int MAX_VIOLATIONS = 100;

    private final CopyOnWriteArrayList<String> violations = new CopyOnWriteArrayList<>();
    private final List<Acknowledged> payments = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private final AtomicLong retries = new AtomicLong();
    private long lastNanos = System.nanoTime();
    private long longestSilence;

    synchronized void acknowledged(Acknowledged payment, long tookNanos) {
        payments.add(payment);
        latencies.add(tookNanos);
        long now = System.nanoTime();
        longestSilence = Math.max(longestSilence, now - lastNanos);
        lastNanos = now;
    }

    /** One of those acknowledged so far, if there are any. */
    synchronized Optional<Acknowledged> any(SplittableRandom random) {
        return payments.isEmpty() ? Optional.empty() : Optional.of(payments.get(random.nextInt(payments.size())));
    }

    void retried() {
        retries.incrementAndGet();
    }

    void violated(String what) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(what);
        }
    }

    /** Compares what another node, or the same later, says of a payment that is known to be final. */
    void compare(Acknowledged payment, Inclusion found, String where) {
        if (!found.equals(payment.inclusion())) {
            violated(where + " has payment " + payment.transactionId() + " at " + found + ", it was acknowledged at "
                    + payment.inclusion());
        }
    }

    synchronized List<Acknowledged> payments() {
        return List.copyOf(payments);
    }

    /** From the first sending to the word that it is final, one per payment, in nanoseconds. */
    synchronized List<Long> latencies() {
        return List.copyOf(latencies);
    }

    synchronized int count() {
        return payments.size();
    }

    long retries() {
        return retries.get();
    }

    /** The longest time in which nothing became final, in nanoseconds. */
    synchronized long longestSilenceNanos() {
        return longestSilence;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
