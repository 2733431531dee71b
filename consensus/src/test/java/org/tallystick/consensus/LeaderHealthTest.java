package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

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
        long waited = 0;
        for (long view = 1; view < 4_000; view += 4) {
            waited += health.isAway(View.of(view)) ? 0 : 1;
            health.missed(View.of(view));
            health.heard(1, View.of(view));
        }

        assertThat(waited).isBetween(4L, 16L);
    }

    @Test
    void a_silent_leader_is_never_waited_for_and_one_that_is_heard_of_again_soon_is() {
        for (long view = 1; view < 8_000; view += 4) {
            health.missed(View.of(view));
            assertThat(health.isAway(View.of(view + 4))).isTrue();
        }

        long turns = 0;
        for (long view = 8_001; health.isAway(View.of(view)); view += 4) {
            health.missed(View.of(view));
            health.heard(1, View.of(view));
            turns++;
        }

        assertThat(turns).isLessThanOrEqualTo(LeaderHealth.TRIAL);
    }

    @Test
    void nobody_is_away_when_more_leaders_miss_turns_than_may_be_faulty() {
        health.missed(View.of(5));
        health.missed(View.of(6));

        assertThat(health.isAway(View.of(9))).isFalse();
        assertThat(health.isAway(View.of(10))).isFalse();
    }
}
