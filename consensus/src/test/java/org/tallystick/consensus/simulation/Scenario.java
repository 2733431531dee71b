package org.tallystick.consensus.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tallystick.consensus.Timeouts;

/**
 * What kind of run a seed stands for.
 *
 * @param authorities how many there are
 * @param followers nodes without a key
 * @param lies what some authorities, by index, do instead of their duty; at most as many as the network bears
 * @param faultyFor how long the network and the machines misbehave, in microseconds
 * @param transactionEvery mean time between transactions, in microseconds
 * @param pace how fast machines and links are when nothing is wrong with them
 */
record Scenario(
        int authorities,
        int followers,
        SortedMap<Integer, Lie> lies,
        long faultyFor,
        long transactionEvery,
        Pace pace) {

    /**
     * How fast everything is at best.
     *
     * @param execution longest time to build or execute a block, in microseconds
     * @param delay longest delay of a link, in microseconds
     */
    record Pace(long execution, long delay) {
        static final Pace QUICK = new Pace(VirtualTime.millis(2), VirtualTime.millis(10));

        /** Too slow for the shortest timeouts: they have to grow. */
        static final Pace SLOW = new Pace(VirtualTime.millis(400), VirtualTime.millis(100));
    }

    static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofMillis(150),
            Duration.ofMillis(250),
            Duration.ofMillis(100),
            Duration.ofMillis(1_500),
            Duration.ofMillis(150),
            150);

    private static final List<Lie> LIES = List.of(Lie.values());
    private static final int[] SIZES = {4, 4, 5, 7, 10};

    static Scenario random(SplittableRandom random) {
        int authorities = SIZES[random.nextInt(SIZES.length)];
        return random(random, authorities, random.nextBoolean() ? new TreeMap<>() : anyLies(random, authorities));
    }

    /** With so many liars of this kind as the network bears. */
    static Scenario allLying(SplittableRandom random, int authorities, Lie lie) {
        SortedMap<Integer, Lie> lies = anyLies(random, authorities);
        lies.replaceAll((index, any) -> lie);
        return random(random, authorities, lies);
    }

    private static Scenario random(SplittableRandom random, int authorities, SortedMap<Integer, Lie> lies) {
        int followers = random.nextInt(4) == 0 ? 1 : 0;
        long faultyFor = VirtualTime.millis(1_500 + random.nextInt(random.nextInt(50) == 0 ? 60_000 : 2_500));
        long transactionEvery = VirtualTime.millis(random.nextBoolean() ? 5 : 200);
        Pace pace = random.nextInt(8) == 0 ? Pace.SLOW : Pace.QUICK;
        return new Scenario(authorities, followers, lies, faultyFor, transactionEvery, pace);
    }

    private static SortedMap<Integer, Lie> anyLies(SplittableRandom random, int authorities) {
        SortedMap<Integer, Lie> lies = new TreeMap<>();
        while (lies.size() < (authorities - 1) / 3) {
            lies.put(random.nextInt(authorities), LIES.get(random.nextInt(LIES.size())));
        }
        return lies;
    }
}
