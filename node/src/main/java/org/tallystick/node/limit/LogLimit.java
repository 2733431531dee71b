package org.tallystick.node.limit;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a few events of one kind a minute into the log and counts the others. Thread-safe. */
public final class LogLimit {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final int perMinute;
    private final LongSupplier nanos;
    private long since;
    private int logged;
    private long leftOut;

    /** @param nanos a clock such as {@link System#nanoTime()} */
    public LogLimit(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** One more event: how many were left out since the last one that was logged, or empty if this one is left out too. */
    public synchronized OptionalLong next() {
        long now = nanos.getAsLong();
        if (now - since >= MINUTE) {
            since = now;
            logged = 0;
        }
        if (logged >= perMinute) {
            leftOut++;
            return OptionalLong.empty();
        }
        logged++;
        long before = leftOut;
        leftOut = 0;
        return OptionalLong.of(before);
    }
}
