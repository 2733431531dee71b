package org.tallystick.node.engine;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.tallystick.config.NodeConfig;

/** Whether blocks go on becoming final here, be they empty. Thread-safe. */
final class Pulse {
    /** Of the longest that one block may take, as a few leaders in a row may be away. */
    private static final int TURNS = 3;

    private final LongSupplier nanoTime;
    private final Duration longest;
    private volatile long lastNanos;

    /** @param nanoTime a clock that only moves forward; it counts from now */
    Pulse(LongSupplier nanoTime, NodeConfig.Timeouts timeouts) {
        this.nanoTime = nanoTime;
        this.longest = timeouts.idleInterval().plus(timeouts.cap()).multipliedBy(TURNS);
        this.lastNanos = nanoTime.getAsLong();
    }

    /** A block became final. */
    void beat() {
        lastNanos = nanoTime.getAsLong();
    }

    boolean isSteady() {
        return silence().compareTo(longest) <= 0;
    }

    /** How long ago the last block became final, or this began to count. */
    Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
    }
}
