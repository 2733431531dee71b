package org.tallystick.consensus;

import java.time.Duration;

/**
 * How patient an authority is (specification §3, rules 4 and 6 to 8).
 *
 * @param proposal how long the leader may take to propose once there is something to propose
 * @param view how long a proposal may take to be notarized, from its arrival
 * @param idle how long a leader with an empty mempool waits for a first transaction; may be zero
 * @param cap where {@code proposal} and {@code view} stop growing; at least as long as both
 * @param resend how often an authority that is stuck repeats itself, and missing blocks are asked for again
 * @param growthPercent what each step of growth ({@link LivenessBound}) makes of the two, 100 (no growth) to 400; half more is 150
 */
public record Timeouts(
        Duration proposal, Duration view, Duration idle, Duration cap, Duration resend, int growthPercent) {
    /** For links of a few milliseconds up to intercontinental ones. */
    public static final Timeouts STANDARD = new Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            150);

    /** More than a timeout of a microsecond needs to reach an hour by tenths; below that, rounding may stop all growth. */
    private static final int MOST_STEPS = 256;

    /** @throws IllegalArgumentException if a value is not in the range documented */
    public Timeouts {
        requirePositive(proposal, "proposal");
        requirePositive(view, "view");
        requirePositive(resend, "resend");
        if (idle.isNegative()) {
            throw new IllegalArgumentException("the idle interval is negative");
        }
        if (cap.compareTo(proposal) < 0 || cap.compareTo(view) < 0) {
            throw new IllegalArgumentException("the cap is below what it caps");
        }
        if (growthPercent < 100 || growthPercent > 400) {
            throw new IllegalArgumentException("growth is 100 to 400 percent, not " + growthPercent);
        }
    }

    /** The number of steps after which neither timeout grows any more. */
    int steps() {
        int steps = 0;
        while (growthPercent > 100
                && steps < MOST_STEPS
                && (grown(proposal, steps).compareTo(cap) < 0
                        || grown(view, steps).compareTo(cap) < 0)) {
            steps++;
        }
        return steps;
    }

    /** {@code base} after so many steps of growth. */
    Duration grown(Duration base, int steps) {
        Duration grown = base;
        for (int i = 0; i < steps && grown.compareTo(cap) < 0; i++) {
            grown = grown.multipliedBy(growthPercent).dividedBy(100);
        }
        return grown.compareTo(cap) < 0 ? grown : cap;
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("the " + name + " timeout is not positive");
        }
    }
}
