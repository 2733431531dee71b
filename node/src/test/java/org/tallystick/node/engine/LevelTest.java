package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.testing.TestNetwork;

/** Of four authorities, this one needs two others. */
final class LevelTest {
    private final Level level = new Level(TestNetwork.of("testing").genesis().authorities());

    @Test
    void is_not_level_before_it_has_heard_a_quorum() {
        compare(0);
        assertThat(level.reached()).isFalse();
        claim(1, 0);
        assertThat(level.reached()).isFalse();
        claim(2, 0);
        assertThat(level.reached()).isTrue();
    }

    @Test
    void one_that_is_behind_as_well_does_not_vouch_for_it() {
        claim(1, 0);
        claim(2, 1_000);
        assertThat(level.reached()).isFalse();
        compare(1_000);
        assertThat(level.reached()).isTrue();
    }

    @Test
    void one_that_claims_too_much_does_not_hold_it_back() {
        claim(1, Long.MAX_VALUE);
        claim(2, 0);
        claim(3, 0);
        assertThat(level.reached()).isTrue();
    }

    @Test
    void stays_level_while_others_are_a_little_ahead_but_not_without_a_quorum() {
        claim(1, 0);
        claim(2, 0);
        claim(1, 5);
        claim(2, 5);
        assertThat(level.reached()).isTrue();
        level.disconnected(2);
        assertThat(level.reached()).isFalse();
        claim(2, 5);
        assertThat(level.reached()).isFalse();
    }

    private void claim(int authority, long height) {
        level.claimed(authority, Height.of(height), View.of(height));
        compare(0);
    }

    private void compare(long own) {
        level.compare(Height.of(own), View.of(own));
    }
}
