package org.tallystick.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.consensus.simulation.Trace;

/**
 * Thousands of networks of whole nodes: whatever goes wrong, what is final stays, and all is well again afterwards. How many
 * is {@code simulation.seeds}, from {@code simulation.first} on; one alone is shown by {@code simulation.trace}.
 */
class WholeNodesTest {
    private static final long SEEDS = Long.getLong("simulation.seeds", 1_000);
    private static final long FIRST = Long.getLong("simulation.first", 1);

    /** Within so many seeds each planted flaw is noticed. */
    private static final long SEEDS_FOR_A_FLAW = 500;

    @Test
    void networks_survive_what_their_seeds_choose() {
        LongAdder views = new LongAdder();
        LongAdder payments = new LongAdder();
        long start = System.nanoTime();
        LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(seed -> {
            Run.Outcome outcome = Simulator.play(Plan.of(seed));
            views.add(outcome.views());
            payments.add(outcome.payments());
        });
        System.out.printf(
                "%d networks of whole nodes: %d views, %d payments, %d s%n",
                SEEDS, views.sum(), payments.sum(), (System.nanoTime() - start) / 1_000_000_000);
        assertThat(payments.sum()).isPositive();
    }

    /**
     * In the first two, clocks of a quorum were far ahead for a while, and no block was in time for long after. In the last, all
     * payments that waited were in an open block, so that leaders waited for another one, and longer than the others did.
     */
    static List<Plan> plansThatOnceFailed() {
        EnumSet<Fault> links = EnumSet.of(
                Fault.LOSS, Fault.HALVES, Fault.RING, Fault.ISOLATION, Fault.CRASH, Fault.BLACKOUT, Fault.WRONG_CLOCK);
        EnumSet<Fault> disks = EnumSet.copyOf(links);
        disks.addAll(List.of(Fault.REPEAT, Fault.ONE_WAY, Fault.WIPED_DISK));
        return List.of(
                new Plan(138, 4, 1, disks, 0.30299577672340533, 4_497_872, 800),
                new Plan(331, 4, 6, links, 0.794207069854454, 13_936_257, 800),
                new Plan(
                        305,
                        10,
                        2,
                        EnumSet.of(Fault.BLACKOUT, Fault.JUMPING_CLOCK),
                        0.8344743346970555,
                        17_981_867,
                        5_000));
    }

    @ParameterizedTest
    @MethodSource("plansThatOnceFailed")
    void what_once_failed_does_not_fail_again(Plan plan) {
        assertThat(Simulator.play(plan).payments()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void notices_that_a_defence_is_missing(Flaw flaw) {
        Optional<String> noticed = LongStream.rangeClosed(1, SEEDS_FOR_A_FLAW)
                .parallel()
                .mapToObj(seed -> Simulator.failure(Plan.of(seed), flaw, Trace.none()))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(noticed).as("within %d seeds", SEEDS_FOR_A_FLAW).isPresent();
    }

    @Test
    void the_same_seed_plays_the_same_run() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Simulator.play(Plan.of(seed))).isEqualTo(Simulator.play(Plan.of(seed)));
        }
    }

    @Test
    void shrinking_keeps_what_a_failure_needs() {
        Plan failing = new Plan(7, 4, 3, EnumSet.allOf(Fault.class), 1, 2_000_000, 800);

        Plan smallest = new Shrinking(
                        each -> each.faults().contains(Fault.RING) ? Optional.of("a ring") : Optional.empty())
                .shrink(failing);

        assertThat(smallest.faults()).containsExactly(Fault.RING);
        assertThat(smallest.clients()).isEqualTo(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.trace", matches = "\\d+")
    void shows_one_run() {
        Simulator.trace(Plan.of(Long.getLong("simulation.trace", 0)), System.out);
    }
}
