package org.tallystick.node.engine;

/**
 * What a peer may cost this node over time, beyond what was of use: so many checks in a second, and some in advance. It may
 * be overdrawn by one message. Not thread-safe.
 */
final class Allowance {
    /**
     * Several times what an honest peer's repetitions take at a hundred views in a second, and a fraction of a processor where
     * somebody uses it up.
     */
    static final int CHECKS_PER_SECOND = 2_000;

    private static final long NANOS_PER_CHECK = 1_000_000_000L / CHECKS_PER_SECOND;
    private static final long MOST_NANOS = 2 * 1_000_000_000L;

    /** When all that was spent will have been earned again. */
    private long clearNanos;

    Allowance(long nowNanos) {
        clearNanos = nowNanos;
    }

    void spend(int checks, long nowNanos) {
        clearNanos = Math.max(clearNanos, nowNanos) + checks * NANOS_PER_CHECK;
    }

    /** How long to wait until there is something to spend again; 0 while there is. */
    long overdrawnNanos(long nowNanos) {
        return Math.max(0, clearNanos - nowNanos - MOST_NANOS);
    }
}
