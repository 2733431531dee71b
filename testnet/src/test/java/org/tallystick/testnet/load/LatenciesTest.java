package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LatenciesTest {
    private static final long MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({"50, 50", "99, 99", "100, 100", "0.5, 1", "1, 1", "1.1, 2", "99.1, 100"})
    void a_percentile_is_the_least_that_so_many_do_not_exceed(double percent, double expectedMs) {
        List<Long> oneToHundred =
                LongStream.rangeClosed(1, 100).mapToObj(i -> (101 - i) * MS).toList();

        assertThat(new Latencies(oneToHundred).percentileMs(percent)).isEqualTo(expectedMs);
    }

    @Test
    void of_one_duration_every_percentile_is_that_one() {
        Latencies one = new Latencies(List.of(7 * MS));

        assertThat(one.percentileMs(1)).isEqualTo(7);
        assertThat(one.percentileMs(50)).isEqualTo(7);
        assertThat(one.maxMs()).isEqualTo(7);
        assertThat(one.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.1, Double.NaN})
    void refuses_what_is_no_percentile(double percent) {
        Latencies one = new Latencies(List.of(MS));

        assertThatThrownBy(() -> one.percentileMs(percent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_to_make_figures_of_nothing() {
        assertThatThrownBy(() -> new Latencies(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
