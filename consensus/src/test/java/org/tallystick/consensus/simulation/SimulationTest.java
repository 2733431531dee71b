package org.tallystick.consensus.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 2_000);

    @Test
    void stays_safe_under_faults_and_gets_going_again_after_them() {
        Long replay = Long.getLong("simulation.seed");
        if (replay != null) {
            System.out.println(new Simulation(replay, Software.CORRECT, Trace.to(System.out)).run());
            return;
        }
        long start = System.nanoTime();
        LongAdder views = new LongAdder();
        long[] recovery = new long[SEEDS];
        IntStream.range(0, SEEDS).parallel().forEach(seed -> {
            Simulation.Outcome outcome = new Simulation(seed, Software.CORRECT, Trace.none()).run();
            views.add(outcome.views());
            recovery[seed] = outcome.recoveryMicros() / 1_000;
        });
        Arrays.sort(recovery);
        System.out.printf(
                "simulated %d seeds, %d views in %.1f s; recovery p50 %d ms, p99 %d ms, max %d ms%n",
                SEEDS,
                views.sum(),
                (System.nanoTime() - start) / 1e9,
                recovery[SEEDS / 2],
                recovery[SEEDS * 99 / 100],
                recovery[SEEDS - 1]);
        assertThat(views.sum()).isGreaterThan(SEEDS * 10L);
    }

    /** A third of all authorities lie in the same way. */
    @ParameterizedTest
    @EnumSource
    void bears_each_kind_of_liar(Lie lie) {
        for (int authorities : List.of(4, 5, 7, 10)) {
            for (long seed = 1; seed <= 6; seed++) {
                Simulation.Outcome outcome = new Simulation(
                                seed,
                                Software.CORRECT,
                                Trace.none(),
                                random -> Scenario.allLying(random, authorities, lie))
                        .run();
                assertThat(outcome.height()).isGreaterThanOrEqualTo(10);
            }
        }
    }

    @Test
    void plays_the_same_seed_the_same_way() {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    private static String trace(long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Simulation(seed, Software.CORRECT, Trace.to(new PrintStream(bytes, true, UTF_8))).run();
        return bytes.toString(UTF_8);
    }
}
