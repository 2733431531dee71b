package org.tallystick.node.sync;

import java.util.OptionalLong;

/** Estimates how long catching up takes, from how the gap closed lately. Thread-safe. */
public final class ProgressMeter {
    /** What a new observation counts; blocks come in ranges, so single ones say little. */
    private static final double WEIGHT = 0.1;

    private boolean began;
    private long behind;
    private long lastMs;
    private double closedPerMs;

    /**
     * To be told at intervals.
     *
     * @param gap how many blocks are missing now
     */
    public synchronized void observed(long gap, long nowMs) {
        if (began && nowMs > lastMs) {
            double closed = (double) (behind - gap) / (nowMs - lastMs);
            closedPerMs = behind == 0 ? 0 : closedPerMs == 0 ? closed : (1 - WEIGHT) * closedPerMs + WEIGHT * closed;
        }
        began = true;
        behind = Math.max(0, gap);
        lastMs = nowMs;
    }

    public synchronized long behind() {
        return behind;
    }

    /** Empty while nothing is missing, or the gap does not close. */
    public synchronized OptionalLong secondsLeft() {
        return behind == 0 || closedPerMs <= 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(behind / closedPerMs / 1_000));
    }
}
