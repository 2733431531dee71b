package org.tallystick.node.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tallystick.consensus.simulation.VirtualTime;

/** What lies between machines: each way of each link delays, loses, repeats and reorders, may be cut, may be clogged. */
final class Airwaves {
    private static final long FAIR_DELAY_MICROS = 2_000;
    private static final long BASE_DELAY_MICROS = 200;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final boolean[][] cut;
    private final long[][] clogMicros;
    private final long[][] distanceMicros;
    private final long[][] lastArrival;
    private boolean inOrder;
    private Weather weather = Weather.FAIR;

    /**
     * What all links do at the moment.
     *
     * @param maxDelayMicros each packet takes up to this long, evenly spread, so packets overtake each other
     * @param loss probability that a packet is lost
     * @param repeat probability that a packet arrives twice, the second time perhaps much later
     */
    record Weather(long maxDelayMicros, double loss, double repeat) {
        static final Weather FAIR = new Weather(FAIR_DELAY_MICROS, 0, 0);
    }

    Airwaves(VirtualTime time, SplittableRandom random, int machines) {
        this.time = time;
        this.random = random;
        this.cut = new boolean[machines][machines];
        this.clogMicros = new long[machines][machines];
        this.distanceMicros = new long[machines][machines];
        this.lastArrival = new long[machines][machines];
    }

    void weather(Weather now) {
        weather = now;
    }

    /** Cuts one direction of a link. */
    void cut(int from, int to) {
        cut[from][to] = true;
    }

    /** From now on each way of a link hands over what goes in first before what goes in later, as a stream does. */
    void keepOrder() {
        inOrder = true;
    }

    /** How far it is from one machine to another, whatever the weather. */
    void distance(int from, int to, long micros) {
        distanceMicros[from][to] = micros;
    }

    /** Cuts nothing any more between these two, in this direction. */
    void mend(int from, int to) {
        cut[from][to] = false;
    }

    /** All that goes this way takes this much longer. */
    void clog(int from, int to, long byMicros) {
        clogMicros[from][to] = byMicros;
    }

    /** Everything arrives, soon. */
    void heal() {
        weather = Weather.FAIR;
        for (boolean[] row : cut) {
            Arrays.fill(row, false);
        }
        for (long[] row : clogMicros) {
            Arrays.fill(row, 0);
        }
    }

    /** Carries a packet that leaves in {@code delayMicros}; {@code arrival} runs at the far end, if at all. */
    void carry(int from, int to, long delayMicros, Runnable arrival) {
        if (random.nextDouble() < weather.loss) {
            return;
        }
        deliver(from, to, delayMicros + random.nextLong(weather.maxDelayMicros), arrival);
        if (random.nextDouble() < weather.repeat) {
            deliver(from, to, delayMicros + random.nextLong(20 * weather.maxDelayMicros), arrival);
        }
    }

    private void deliver(int from, int to, long delayMicros, Runnable arrival) {
        long delay = BASE_DELAY_MICROS + delayMicros + clogMicros[from][to] + distanceMicros[from][to];
        if (inOrder) {
            lastArrival[from][to] = Math.max(lastArrival[from][to], time.nowMicros() + delay);
            delay = lastArrival[from][to] - time.nowMicros();
        }
        time.after(delay, () -> {
            if (!cut[from][to]) {
                arrival.run();
            }
        });
    }
}
