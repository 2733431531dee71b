package org.tallystick.consensus.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.tallystick.consensus.Timeouts;

/**
 * What kind of run a seed stands for.
 *
 * @param authorities how many there are
 * @param followers nodes without a key
 * @param lie what authority 0 does instead of its duty
 * @param faultyFor how long the network and the machines misbehave, in microseconds
 * @param transactionEvery mean time between transactions, in microseconds
 * @param pace how fast machines and links are when nothing is wrong with them
 */
record Scenario(int authorities, int followers, Lie lie, long faultyFor, long transactionEvery, Pace pace) {

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

    static Scenario random(SplittableRandom random) {
        int authorities = random.nextInt(3) == 0 ? 7 : 4;
        int followers = random.nextInt(4) == 0 ? 1 : 0;
        Lie lie = random.nextBoolean() ? Lie.NONE : LIES.get(random.nextInt(LIES.size()));
        long faultyFor = VirtualTime.millis(1_500 + random.nextInt(2_500));
        long transactionEvery = VirtualTime.millis(random.nextBoolean() ? 5 : 200);
        Pace pace = random.nextInt(8) == 0 ? Pace.SLOW : Pace.QUICK;
        return new Scenario(authorities, followers, lie, faultyFor, transactionEvery, pace);
    }
}
