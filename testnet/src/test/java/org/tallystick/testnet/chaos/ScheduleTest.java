package org.tallystick.testnet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tallystick.testnet.chaos.Schedule.Kind;
import org.tallystick.testnet.chaos.Schedule.Strike;

final class ScheduleTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final List<Kind> BOTH = List.of(Kind.KILL, Kind.PAUSE);

    @Test
    void the_same_seed_gives_the_same_schedule_and_another_seed_another() {
        assertThat(draw(1)).isEqualTo(draw(1)).isNotEqualTo(draw(2));
    }

    @Test
    void strikes_are_as_many_as_asked_for_in_order_within_the_run_and_at_nodes_that_there_are() {
        List<Strike> strikes = draw(3).strikes();

        assertThat(strikes).hasSize(500).isSortedAccordingTo((a, b) -> Long.compare(a.atMs(), b.atMs()));
        assertThat(strikes).allSatisfy(strike -> {
            assertThat(strike.atMs()).isBetween(0L, LENGTH.toMillis() + 20);
            assertThat(strike.node()).isBetween(0, 3);
            assertThat(strike.forMs()).isBetween(50L, 4_050L);
        });
    }

    @Test
    void every_node_is_hit_in_every_way_and_sometimes_all_at_once() {
        List<Strike> strikes = draw(4).strikes();

        assertThat(strikes.stream()
                        .map(strike -> strike.node() + " " + strike.kind())
                        .collect(Collectors.toSet()))
                .hasSize(8);
        assertThat(strikes)
                .anySatisfy(first -> assertThat(strikes.stream()
                                .filter(each -> Math.abs(each.atMs() - first.atMs()) <= 20)
                                .map(Strike::node)
                                .distinct())
                        .hasSize(4));
    }

    @Test
    void only_what_was_asked_for_is_done() {
        assertThat(Schedule.draw(5, 4, 50, LENGTH, List.of(Kind.PAUSE)).strikes())
                .allMatch(strike -> strike.kind() == Kind.PAUSE);
    }

    private static Schedule draw(long seed) {
        return Schedule.draw(seed, 4, 500, LENGTH, BOTH);
    }
}
