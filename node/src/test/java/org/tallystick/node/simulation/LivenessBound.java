package org.tallystick.node.simulation;

import java.time.Duration;
import org.tallystick.config.NodeConfig;

/** How soon something becomes final once the network is calm for good, and how much may wait in memory. */
final class LivenessBound {
    /** Tasks that may wait on one strand. */
    static final int QUEUE = 12_000;

    private final NodeConfig.Timeouts timeouts;
    private final int authorities;
    private final long wayMicros;

    /** @param wayMicros the longest way between two authorities */
    LivenessBound(NodeConfig.Timeouts timeouts, int authorities, long wayMicros) {
        this.timeouts = timeouts;
        this.authorities = authorities;
        this.wayMicros = wayMicros;
    }

    /** The longest way that the timeouts can be long enough for. */
    static long longestWayMicros(NodeConfig.Timeouts timeouts, int authorities) {
        return micros(timeouts.cap()) * 2 / 5;
    }

    /** Within so many microseconds of calm so many blocks become final, and all payments that wait. */
    long micros(int blocks) {
        return (growth() + 2L * authorities + 2L * blocks) * view();
    }

    private long view() {
        return micros(timeouts.idleInterval())
                + 2 * micros(timeouts.cap())
                + 2 * micros(timeouts.resend())
                + 4 * wayMicros;
    }

    private int growth() {
        int steps = 0;
        Duration shortest = timeouts.proposal().compareTo(timeouts.view()) < 0 ? timeouts.proposal() : timeouts.view();
        for (long grown = micros(shortest); grown < micros(timeouts.cap()); grown += grown / 2) {
            steps++;
        }
        return steps;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
