package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.View;

class ClockOffsetsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long TEN_MINUTES = 600_000;

    private final ClockOffsets clocks = new ClockOffsets(List.of("a", "b", "c", "d"), 0, 1);
    private long view = 1;

    @Test
    void knows_how_far_each_is_from_this_one() {
        proposed(1, TEN_MINUTES);
        proposed(2, -300);

        assertThat(clocks.of(0)).hasValue(0);
        assertThat(clocks.of(1)).hasValue(TEN_MINUTES);
        assertThat(clocks.of(2)).hasValue(-300);
        assertThat(clocks.of(3)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void one_authority_alone_makes_nobody_doubt_this_clock() {
        proposed(1, TEN_MINUTES);
        proposed(2, 0);
        proposed(3, 0);

        assertThat(clocks.own()).isEmpty();
    }

    @Test
    void two_that_are_wrong_in_opposite_ways_say_nothing_of_this_clock() {
        proposed(1, TEN_MINUTES);
        proposed(2, -TEN_MINUTES);

        assertThat(clocks.own()).isEmpty();
    }

    @Test
    void one_more_than_may_lie_tell_that_this_clock_is_behind_or_ahead() {
        proposed(1, TEN_MINUTES);
        proposed(3, TEN_MINUTES);
        assertThat(clocks.own()).contains("it is about 600 s behind those of b, d");

        proposed(1, -TEN_MINUTES);
        proposed(3, -TEN_MINUTES);
        assertThat(clocks.own()).contains("it is about 600 s ahead of those of b, d");

        proposed(1, 0);
        assertThat(clocks.own()).isEmpty();
    }

    @Test
    void what_is_sent_again_or_late_is_not_taken_for_the_time() {
        clocks.proposed(1, View.of(7), View.of(7), NOW, NOW);
        clocks.proposed(1, View.of(7), View.of(7), NOW, NOW + TEN_MINUTES);
        clocks.proposed(1, View.of(8), View.of(9), NOW, NOW + TEN_MINUTES);

        assertThat(clocks.of(1)).hasValue(0);
    }

    private void proposed(int authority, long offsetMs) {
        view++;
        clocks.proposed(authority, View.of(view), View.of(view), NOW + offsetMs, NOW);
    }
}
