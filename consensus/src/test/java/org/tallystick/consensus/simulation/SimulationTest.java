package org.tallystick.consensus.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final int SEEDS = 2_000;

    @Test
    void stays_safe_under_faults_and_gets_going_again_after_them() {
        Long replay = Long.getLong("simulation.seed");
        if (replay != null) {
            System.out.println(new Simulation(replay, Software.CORRECT, Trace.to(System.out)).run());
            return;
        }
        int seeds = Integer.getInteger("simulation.seeds", SEEDS);
        long start = System.nanoTime();
        long views = 0;
        long[] recovery = new long[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            Simulation.Outcome outcome = new Simulation(seed, Software.CORRECT, Trace.none()).run();
            views += outcome.views();
            recovery[seed] = outcome.recoveryMicros() / 1_000;
        }
        Arrays.sort(recovery);
        System.out.printf(
                "simulated %d seeds, %d views in %.1f s; recovery p50 %d ms, p99 %d ms, max %d ms%n",
                seeds,
                views,
                (System.nanoTime() - start) / 1e9,
                recovery[seeds / 2],
                recovery[seeds * 99 / 100],
                recovery[seeds - 1]);
        assertThat(views).isGreaterThan(seeds * 10L);
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
