package org.tallystick.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogLimitTest {
    private long now;
    private final LogLimit limit = new LogLimit(2, () -> now);

    @Test
    void lets_a_few_a_minute_through_and_tells_how_many_it_left_out() {
        assertThat(limit.next()).isEqualTo(OptionalLong.of(0));
        assertThat(limit.next()).isEqualTo(OptionalLong.of(0));
        for (int i = 0; i < 1_000; i++) {
            assertThat(limit.next()).isEmpty();
        }
        now += TimeUnit.MINUTES.toNanos(1);
        assertThat(limit.next()).isEqualTo(OptionalLong.of(1_000));
        assertThat(limit.next()).isEqualTo(OptionalLong.of(0));
        assertThat(limit.next()).isEmpty();
    }
}
