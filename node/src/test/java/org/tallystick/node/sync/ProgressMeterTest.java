package org.tallystick.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private final ProgressMeter meter = new ProgressMeter();

    @Test
    void estimates_from_how_the_gap_closes() {
        for (int i = 0; i <= 40; i++) {
            meter.observed(10_000 - 100 * i, 500L * i);
        }
        assertThat(meter.behind()).isEqualTo(6_000);
        assertThat(meter.secondsLeft()).hasValue(30);
    }

    @Test
    void evens_out_what_comes_in_ranges() {
        for (int i = 0; i <= 100; i++) {
            meter.observed(20_000 - 1_000 * (i / 10), 500L * i);
        }
        assertThat(meter.secondsLeft().orElseThrow()).isBetween(20L, 100L);
    }

    @Test
    void knows_nothing_while_the_gap_does_not_close() {
        meter.observed(500, 0);
        assertThat(meter.secondsLeft()).isEmpty();
        meter.observed(520, 500);
        assertThat(meter.secondsLeft()).isEmpty();
        meter.observed(0, 1_000);
        assertThat(meter.behind()).isZero();
        assertThat(meter.secondsLeft()).isEmpty();
    }
}
