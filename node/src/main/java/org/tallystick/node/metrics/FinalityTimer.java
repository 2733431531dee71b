package org.tallystick.node.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.store.StoredTransaction;

/**
 * Measures {@code tally_payment_finality_seconds}: from a submission to this node's API until the transaction is final and durable
 * here. Thread-safe.
 */
public final class FinalityTimer {
    /** Beyond this many under way, further ones are not measured, so that a flood costs no memory. */
    private static final int MAX_UNDER_WAY = 50_000;

    /** Upper bounds of the histograms of durations, in milliseconds. */
    private static final List<Long> BOUNDS_MS =
            List.of(1L, 2L, 5L, 10L, 15L, 25L, 40L, 60L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L);

    static final List<Duration> BUCKETS =
            BOUNDS_MS.stream().map(Duration::ofMillis).toList();

    private final Map<Hash, Long> underWay = new ConcurrentHashMap<>();
    private final Timer timer;

    public FinalityTimer(MeterRegistry registry) {
        this.timer = Timer.builder("tally.payment.finality")
                .description("From submission at this node until final and durable here")
                .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    /** They were just received; one received before keeps its time. */
    public void submitted(List<Transaction> transactions) {
        long now = System.nanoTime();
        for (Transaction transaction : transactions) {
            if (underWay.size() < MAX_UNDER_WAY) {
                underWay.putIfAbsent(transaction.id(), now);
            }
        }
    }

    /** It will not become final because of that submission. */
    public void refused(Hash id) {
        underWay.remove(id);
    }

    public void onFinal(List<StoredTransaction> transactions) {
        if (underWay.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        for (StoredTransaction stored : transactions) {
            Long since = underWay.remove(stored.transaction().id());
            if (since != null) {
                timer.record(now - since, TimeUnit.NANOSECONDS);
            }
        }
    }
}
