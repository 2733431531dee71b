package org.tallystick.testnet.load;

import java.time.Duration;

/**
 * How hard a delivery pushes.
 *
 * @param batch transactions per request, 1 to 1,000
 * @param inFlight transactions that are sent and not yet final, at most, over all nodes; at least {@code batch}
 * @param sendAgain after how long without finality a transaction is sent again, to another node: the one that had it may be dead
 * @param giveUp after how long without any transaction becoming final the delivery ends
 */
public record Pace(int batch, int inFlight, Duration sendAgain, Duration giveUp) {
    public static final int MAX_BATCH = 1_000;

    public Pace {
        if (batch < 1 || batch > MAX_BATCH || inFlight < batch) {
            throw new IllegalArgumentException("not a pace: batches of " + batch + ", in flight " + inFlight);
        }
    }
}
