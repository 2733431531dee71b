package org.tallystick.testnet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What will be done to which nodes, and when. The same seed gives the same schedule.
 *
 * @param strikes in the order of their time
 */
record Schedule(List<Strike> strikes) {
    private static final int SEVERAL_EVERY = 12;
    private static final int ALL_EVERY = 30;
    private static final long SHORTEST_DOWN_MS = 50;
    private static final long LONGEST_DOWN_MS = 4_000;

    /** What can be done to a node. */
    enum Kind {
        /** {@code kill -9}, and a start later. */
        KILL,
        /** It stands still, with its sockets open, and goes on later. */
        PAUSE
    }

    /**
     * @param atMs since the beginning
     * @param node its index
     * @param forMs until it is started, or goes on
     */
    record Strike(long atMs, Kind kind, int node, long forMs) {}

    Schedule {
        strikes = List.copyOf(strikes);
    }

    /**
     * Spreads {@code count} strikes over {@code length}. Mostly one node is hit at a time; now and then two, or all of them,
     * at about the same moment.
     */
    static Schedule draw(long seed, int nodes, int count, Duration length, List<Kind> kinds) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Strike> strikes = new ArrayList<>();
        while (strikes.size() < count) {
            long at = random.nextLong(length.toMillis());
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            int first = random.nextInt(nodes);
            int hit = atOnce(random, nodes);
            for (int i = 0; i < hit && strikes.size() < count; i++) {
                long down = SHORTEST_DOWN_MS + random.nextLong(LONGEST_DOWN_MS);
                strikes.add(new Strike(at + random.nextLong(20), kind, (first + i) % nodes, down));
            }
        }
        strikes.sort(java.util.Comparator.comparingLong(Strike::atMs));
        return new Schedule(strikes);
    }

    private static int atOnce(SplittableRandom random, int nodes) {
        if (random.nextInt(ALL_EVERY) == 0) {
            return nodes;
        }
        return random.nextInt(SEVERAL_EVERY) == 0 ? 2 : 1;
    }
}
