package org.tallystick.consensus.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** A clock that jumps from one planned action to the next; actions of one instant run in the order they were planned. */
public final class VirtualTime {
    private record Planned(long atMicros, long order, Runnable action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return atMicros != other.atMicros
                    ? Long.compare(atMicros, other.atMicros)
                    : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> queue = new PriorityQueue<>();
    private long nowMicros;
    private long planned;

    /** Microseconds since the start. */
    public long nowMicros() {
        return nowMicros;
    }

    /** Runs {@code action} after {@code delayMicros}, which may be zero. */
    public void after(long delayMicros, Runnable action) {
        queue.add(new Planned(nowMicros + Math.max(0, delayMicros), planned++, action));
    }

    /** Runs the next action if it is due by {@code untilMicros}; false if there is none, and then that is the time. */
    public boolean runNext(long untilMicros) {
        Planned next = queue.peek();
        if (next == null || next.atMicros > untilMicros) {
            nowMicros = untilMicros;
            return false;
        }
        queue.remove();
        nowMicros = next.atMicros;
        next.action.run();
        return true;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    static long millis(long millis) {
        return millis * 1_000;
    }
}
