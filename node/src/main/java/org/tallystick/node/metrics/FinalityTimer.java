package org.tallystick.node.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.store.StoredTransaction;

/**
 * Measures {@code tally_payment_finality_seconds}: from a submission to this node's API until the transaction is final and durable
 * here. Thread-safe.
 */
public final class FinalityTimer {
    /** Beyond this many under way, the eldest are forgotten: it is among them that those are that never become final. */
    private static final int MAX_UNDER_WAY = 50_000;

    /** Upper bounds of the histograms of durations, in milliseconds. */
    private static final List<Long> BOUNDS_MS =
            List.of(1L, 2L, 5L, 10L, 15L, 25L, 40L, 60L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L);

    static final List<Duration> BUCKETS =
            BOUNDS_MS.stream().map(Duration::ofMillis).toList();

    private final Map<Hash, Long> underWay = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Long> eldest) {
            return size() > MAX_UNDER_WAY;
        }
    };
    private final Timer timer;

    public FinalityTimer(MeterRegistry registry) {
        this.timer = Timer.builder("tally.payment.finality")
                .description("From submission at this node until final and durable here")
                .serviceLevelObjectives(BUCKETS.toArray(Duration[]::new))
                .register(registry);
    }

    /**
     * It was taken; one taken before keeps its time.
     *
     * @param receivedNanos when it came, by {@link System#nanoTime}
     */
    public void accepted(Hash id, long receivedNanos) {
        synchronized (underWay) {
            underWay.putIfAbsent(id, receivedNanos);
        }
    }

    public void onFinal(List<StoredTransaction> transactions) {
        long now = System.nanoTime();
        synchronized (underWay) {
            for (StoredTransaction stored : transactions) {
                Long since = underWay.remove(stored.transaction().id());
                if (since != null) {
                    timer.record(now - since, TimeUnit.NANOSECONDS);
                }
            }
        }
    }
}
