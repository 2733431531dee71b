package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tallystick.config.NodeConfig;

final class PulseTest {
    private static final NodeConfig.Timeouts TIMEOUTS = new NodeConfig.Timeouts(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofMillis(250));

    private final AtomicLong nanos = new AtomicLong(-7);
    private final Pulse pulse = new Pulse(nanos::get, TIMEOUTS);

    @Test
    void is_steady_for_as_long_as_three_slow_turns() {
        pass(Duration.ofSeconds(27));
        assertThat(pulse.isSteady()).isTrue();

        pass(Duration.ofMillis(1));

        assertThat(pulse.isSteady()).isFalse();
        assertThat(pulse.silence()).isEqualTo(Duration.ofMillis(27_001));
    }

    @Test
    void is_steady_again_with_the_next_block() {
        pass(Duration.ofMinutes(1));

        pulse.beat();

        assertThat(pulse.isSteady()).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
