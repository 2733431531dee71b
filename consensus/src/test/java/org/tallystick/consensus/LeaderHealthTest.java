package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.View;

/** Specification §3, rule 7: who is not waited for. */
final class LeaderHealthTest {
    private final LeaderHealth health = new LeaderHealth(Bench.authority(0, 4).committee());

    @Test
    void a_leader_that_missed_its_turn_is_away_on_its_next() {
        health.missed(View.of(5));

        assertThat(health.isAway(View.of(9))).isTrue();
        assertThat(health.isAway(View.of(10))).isFalse();
    }

    @Test
    void a_leader_that_was_heard_of_since_is_not() {
        health.missed(View.of(5));
        health.heard(1, View.of(6));

        assertThat(health.isAway(View.of(9))).isFalse();
    }

    @Test
    void a_leader_that_brings_a_block_through_is_back() {
        health.missed(View.of(5));
        health.succeeded(View.of(9));

        assertThat(health.isAway(View.of(13))).isFalse();
        assertThat(health.of(1)).isEqualTo(new AuthorityHealth(View.ZERO, 0));
    }

    @Test
    void a_leader_that_votes_but_never_proposes_is_waited_for_ever_more_rarely() {
        assertThat(turnsWaitedFor(1_000, turn -> false)).isBetween(5L, 12L);
    }

    @Test
    void one_that_takes_and_misses_its_turns_as_it_likes_wastes_no_more_of_them() {
        boolean[] last = {false};

        long waited = turnsWaitedFor(4_000, turn -> {
            last[0] = !last[0];
            return last[0];
        });

        assertThat(waited).isLessThan(60);
    }

    @Test
    void it_is_waited_for_twice_a_minute_of_the_ledgers_time_however_often_it_missed() {
        turnsWaitedFor(3_000, turn -> false);
        health.timeIs(60_000);
        assertThat(health.isAway(View.of(12_005))).isFalse();
        misses(12_005);
        assertThat(health.isAway(View.of(12_009))).isFalse();
        misses(12_009);

        assertThat(health.isAway(View.of(12_013))).isTrue();
        health.timeIs(119_999);
        assertThat(health.isAway(View.of(12_013))).isTrue();
        health.timeIs(120_000);
        assertThat(health.isAway(View.of(12_013))).isFalse();
    }

    /** Whoever enters a turn before the block before it is final knows of the new minute only when that turn is skipped. */
    @Test
    void all_wait_for_the_same_turn_though_a_minute_begins_just_before_one() {
        LeaderHealth other = new LeaderHealth(Bench.authority(0, 4).committee());
        for (LeaderHealth each : List.of(health, other)) {
            for (long view = 1; view < 12_005; view += 4) {
                misses(each, view);
            }
        }

        health.timeIs(60_000);
        assertThat(health.isAway(View.of(12_005))).isFalse();
        assertThat(other.isAway(View.of(12_005))).isTrue();
        other.timeIs(60_000);
        misses(health, 12_005);
        misses(other, 12_005);

        assertThat(health.isAway(View.of(12_009))).isFalse();
        assertThat(other.isAway(View.of(12_009))).isFalse();
    }

    private void misses(long view) {
        misses(health, view);
    }

    private static void misses(LeaderHealth by, long view) {
        by.missed(View.of(view));
        by.heard(1, View.of(view));
    }

    @Test
    void a_silent_leader_is_never_waited_for_and_one_that_is_heard_of_again_is_on_its_next_turn() {
        for (long view = 1; view < 8_000; view += 4) {
            health.missed(View.of(view));
            assertThat(health.isAway(View.of(view + 4))).isTrue();
        }

        health.heard(1, View.of(8_000));

        assertThat(health.isAway(View.of(8_001))).isFalse();
    }

    /** Of so many of a leader's turns, in all of which it votes. */
    private long turnsWaitedFor(int turns, LongPredicate takes) {
        long waited = 0;
        for (long turn = 0; turn < turns; turn++) {
            View view = View.of(1 + 4 * turn);
            boolean away = health.isAway(view);
            waited += away ? 0 : 1;
            if (!away && takes.test(turn)) {
                health.succeeded(view);
            } else {
                health.missed(view);
            }
            health.heard(1, view);
        }
        return waited;
    }

    @Test
    void nobody_is_away_when_more_leaders_miss_turns_than_may_be_faulty() {
        health.missed(View.of(5));
        health.missed(View.of(6));

        assertThat(health.isAway(View.of(9))).isFalse();
        assertThat(health.isAway(View.of(10))).isFalse();
    }
}
