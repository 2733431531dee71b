package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification §5: once the network is calm, something becomes final within the bound. */
final class LivenessTest {
    /** A node's, unless it is told otherwise. */
    private static final Timeouts DEFAULTS = timeouts(1_000, 2_000, 5_000, 4_000);

    private static Timeouts timeouts(long proposal, long view, long idle, long cap) {
        return new Timeouts(
                Duration.ofMillis(proposal),
                Duration.ofMillis(view),
                Duration.ofMillis(idle),
                Duration.ofMillis(cap),
                Duration.ofMillis(250),
                150);
    }

    /** Three of four are up, and the timeouts that they begin with are far too short. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void blocks_become_final_where_messages_take_almost_as_long_as_the_largest_timeout(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SmallNetwork network = new SmallNetwork(4, DEFAULTS, (from, to, what) -> 1_100_000 + random.nextLong(700_000));
        start(network, 3);

        network.run(Duration.ofMinutes(30));

        assertThat(network.host(0).finalBlocks()).isGreaterThan(250);
        assertThat(network.host(0).longestPause(0)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void the_same_where_both_timeouts_are_equal() {
        SplittableRandom random = new SplittableRandom(1);
        Timeouts equal = timeouts(1_000, 1_000, 5_000, 4_000);
        SmallNetwork network = new SmallNetwork(4, equal, (from, to, what) -> 1_100_000 + random.nextLong(700_000));
        start(network, 3);

        network.run(Duration.ofMinutes(30));

        assertThat(network.host(0).finalBlocks()).isGreaterThan(250);
    }

    /** Each node's messages take so long to anyone. */
    @Test
    void the_slowest_of_four_very_different_links_is_not_waited_for() {
        long[] delays = {10_000, 300_000, 1_100_000, 2_000_000};
        SmallNetwork network = new SmallNetwork(4, DEFAULTS, (from, to, what) -> Math.max(delays[from], delays[to]));
        start(network, 4);

        network.run(Duration.ofMinutes(30));

        assertThat(network.host(0).finalBlocks()).isGreaterThan(300);
        assertThat(network.host(0).longestPause(0)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void something_becomes_final_within_the_bound_after_messages_were_lost_for_a_while() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = new int[] {3, 4, 5, 7}[(int) seed % 4];
            int alive = n - (n - 1) / 3;
            long delay = 1_000L * new int[] {10, 100, 500, 900}[random.nextInt(4)];
            SmallNetwork network = new SmallNetwork(
                    n, DEFAULTS, (from, to, what) -> random.nextInt(3) == 0 ? -1 : random.nextLong(4_000_000));
            start(network, alive);
            network.run(Duration.ofSeconds(60));
            network.links((from, to, what) -> delay);
            long highest = 0;
            int patience = Integer.MAX_VALUE;
            int[] up = new int[alive];
            for (int i = 0; i < alive; i++) {
                up[i] = i;
                highest = Math.max(highest, network.view(i).value());
                patience = Math.min(patience, network.host(i).machine().patience());
            }
            // What was sent before the calm takes as long as it took then.
            LivenessBound bound = new LivenessBound(n, DEFAULTS, Duration.ofNanos(1_000 * delay), Duration.ofMillis(1));

            assertThat(network.runUntilFinalAbove(
                            highest, bound.untilFinal(patience, highest).plusSeconds(4), up))
                    .as("seed " + seed)
                    .isPresent();
        }
    }

    @Test
    void a_bound_is_promised_only_where_the_cap_bears_the_delay() {
        LivenessBound near = new LivenessBound(4, DEFAULTS, Duration.ofMillis(900), Duration.ofMillis(10));
        LivenessBound far = new LivenessBound(4, DEFAULTS, Duration.ofMillis(1_000), Duration.ofMillis(10));

        assertThat(near.levelNeeded()).hasValue(4);
        assertThat(near.untilFinal(0, 0)).isGreaterThan(near.untilFinal(4, 0));
        assertThat(far.levelNeeded()).isEmpty();
        assertThatThrownBy(() -> far.untilFinal(0, 0)).hasMessageContaining("can't bear");
    }

    private static void start(SmallNetwork network, int count) {
        for (int i = 0; i < count; i++) {
            network.host(i).start();
        }
    }
}
