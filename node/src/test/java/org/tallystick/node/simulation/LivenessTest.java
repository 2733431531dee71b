package org.tallystick.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;

/**
 * Networks whose machines need time for their work, under hardships and liars: once there is calm for good, all is well within
 * the written bound. How many is {@code liveness.seeds}, from {@code liveness.first} on; one alone is shown by {@code
 * liveness.trace}.
 */
class LivenessTest {
    private static final long SEEDS = Long.getLong("liveness.seeds", 60);
    private static final long FIRST = Long.getLong("liveness.first", 1);

    @Test
    void all_is_well_within_the_bound_once_there_is_calm() {
        LongAdder views = new LongAdder();
        LongAdder payments = new LongAdder();
        DoubleAccumulator share = new DoubleAccumulator(Math::max, 0);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(seed -> {
            try {
                LivenessRun.Outcome outcome = play(seed, Trace.none());
                views.add(outcome.views());
                payments.add(outcome.payments());
                share.accumulate(outcome.share());
            } catch (Violation | RuntimeException e) {
                failures.add(describe(seed, e));
            }
        });
        System.out.printf(
                "%d networks with costs: %d views, %d payments, at most %.0f %% of the bound, %d s%n",
                SEEDS, views.sum(), payments.sum(), 100 * share.get(), (System.nanoTime() - start) / 1_000_000_000);
        assertThat(failures).isEmpty();
    }

    /**
     * In 381, a leader that got nothing from the one before it never led: what the others had made final, nobody gave it. In
     * 1,653, idle rounds of 20 s began each minute with the block before a leader's turn, and so it was tried in none.
     */
    @Test
    void what_once_failed_does_not() {
        for (long seed : List.of(381L, 1_653L)) {
            assertThat(play(seed, Trace.none()).height()).isPositive();
        }
    }

    @Test
    void the_same_seed_plays_the_same_run() {
        for (long seed : List.of(1L, 2L, 3L)) {
            assertThat(play(seed, Trace.none())).isEqualTo(play(seed, Trace.none()));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "liveness.trace", matches = "\\d+")
    void shows_one_run() {
        long seed = Long.getLong("liveness.trace", 0);
        try {
            System.out.println(play(seed, Trace.to(System.out)));
        } catch (Violation | RuntimeException e) {
            System.out.println(describe(seed, e));
        }
    }

    private static LivenessRun.Outcome play(long seed, Trace trace) {
        return new LivenessRun(LivenessPlan.of(seed), trace).play();
    }

    private static String describe(long seed, Throwable failure) {
        return failure + " [" + LivenessPlan.of(seed)
                + "]\n  to see it traced: mvn -q -pl node -am test -Dtest=LivenessTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dliveness.trace="
                + seed;
    }
}
