package org.tallystick.consensus.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Links between nodes, each way on its own: they delay, lose, repeat and reorder, and can be cut. */
final class Network {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final boolean[][] cut;
    private final Weather fair;
    private Weather weather;

    /**
     * What all links do at the moment.
     *
     * @param maxDelayMicros each packet takes up to this long, evenly spread, so packets overtake each other
     * @param loss probability that a packet is lost
     * @param repeat probability that a packet arrives twice
     */
    record Weather(long maxDelayMicros, double loss, double repeat) {}

    /** @param fairDelayMicros the longest delay in fair weather */
    Network(VirtualTime time, SplittableRandom random, int nodes, long fairDelayMicros) {
        this.time = time;
        this.random = random;
        this.cut = new boolean[nodes][nodes];
        this.fair = new Weather(fairDelayMicros, 0, 0);
        this.weather = fair;
    }

    void weather(Weather now) {
        weather = now;
    }

    /** Cuts or restores the link in one direction. */
    void link(int from, int to, boolean connected) {
        cut[from][to] = !connected;
    }

    /** All links work and the weather is fair. */
    void heal() {
        weather = fair;
        for (boolean[] row : cut) {
            Arrays.fill(row, false);
        }
    }

    /** Carries a packet; {@code arrival} runs at the far end, if at all. */
    void send(int from, int to, Runnable arrival) {
        if (random.nextDouble() < weather.loss()) {
            return;
        }
        deliver(from, to, arrival);
        if (random.nextDouble() < weather.repeat()) {
            deliver(from, to, arrival);
        }
    }

    private void deliver(int from, int to, Runnable arrival) {
        long delay = 200 + random.nextLong(weather.maxDelayMicros());
        time.after(delay, () -> {
            if (!cut[from][to]) {
                arrival.run();
            }
        });
    }
}
