package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.tallystick.node.mempool.Mempool;

/** What has to be done now and then: transactions that expired leave the mempool, those that wait for long are sent again. */
final class Housekeeping implements AutoCloseable {
    private static final long INTERVAL_MS = 1_000;

    private final Mempool mempool;
    private final Gossip gossip;
    private final InstantSource clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(Mempool mempool, Gossip gossip, InstantSource clock) {
        this.mempool = mempool;
        this.gossip = gossip;
        this.clock = clock;
    }

    void start() {
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(this::tidy, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
    }

    private void tidy() {
        if (mempool.size() > 0) {
            mempool.expire(clock.millis());
            gossip.repeat();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
