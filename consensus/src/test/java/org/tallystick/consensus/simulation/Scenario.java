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
 */
record Scenario(int authorities, int followers, Lie lie, long faultyFor, long transactionEvery) {
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
        return new Scenario(authorities, followers, lie, faultyFor, transactionEvery);
    }
}
