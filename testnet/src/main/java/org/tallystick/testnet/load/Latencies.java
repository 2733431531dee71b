package org.tallystick.testnet.load;

import java.util.Collection;

/** Durations, and which of them a given share of all stays under. */
public final class Latencies {
    private final long[] sortedNanos;

    /** @param nanos at least one */
    public Latencies(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("no duration was measured");
        }
        this.sortedNanos = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /**
     * The least measured duration that at least {@code percent} of all don't exceed (nearest rank), in milliseconds.
     *
     * @param percent above 0, at most 100
     */
    public double percentileMs(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and at most 100: " + percent);
        }
        int rank = (int) Math.ceil(percent / 100 * sortedNanos.length);
        return sortedNanos[Math.max(rank, 1) - 1] / 1e6;
    }

    public double maxMs() {
        return percentileMs(100);
    }

    public int count() {
        return sortedNanos.length;
    }
}
