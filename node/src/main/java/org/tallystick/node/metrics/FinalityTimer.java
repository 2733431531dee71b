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

    private final Map<Hash, Long> underWay = new ConcurrentHashMap<>();
    private final Timer timer;

    public FinalityTimer(MeterRegistry registry) {
        this.timer = Timer.builder("tally.payment.finality")
                .description("From submission at this node until final and durable here")
                .serviceLevelObjectives(
                        millis(5),
                        millis(10),
                        millis(15),
                        millis(25),
                        millis(40),
                        millis(60),
                        millis(100),
                        millis(250),
                        millis(500),
                        millis(1_000),
                        millis(2_500),
                        millis(5_000),
                        millis(10_000))
                .register(registry);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
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
