package org.tallystick.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressRatesTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AddressRates rates = new AddressRates(10, nanos::get);

    @Test
    void lets_through_what_a_second_allows_and_no_more() {
        for (int i = 0; i < 10; i++) {
            assertThat(rates.tryTake(ONE, 1)).isTrue();
        }
        assertThat(rates.tryTake(ONE, 1)).isFalse();
        assertThat(rates.tryTake(OTHER, 10)).isTrue();
    }

    @Test
    void fills_up_with_time_and_not_beyond_a_second() {
        rates.tryTake(ONE, 10);
        passMs(300);
        assertThat(rates.tryTake(ONE, 3)).isTrue();
        assertThat(rates.tryTake(ONE, 1)).isFalse();
        passMs(60_000);
        assertThat(rates.tryTake(ONE, 10)).isTrue();
        assertThat(rates.tryTake(ONE, 1)).isFalse();
    }

    @Test
    void refusals_cost_nothing() {
        rates.tryTake(ONE, 10);
        for (int i = 0; i < 1_000; i++) {
            assertThat(rates.tryTake(ONE, 1)).isFalse();
        }
        passMs(100);
        assertThat(rates.tryTake(ONE, 1)).isTrue();
    }

    @Test
    void more_than_a_bucket_holds_passes_once_and_is_made_up_for() {
        assertThat(rates.tryTake(ONE, 30)).isTrue();
        passMs(2_000);
        assertThat(rates.tryTake(ONE, 1)).isFalse();
        passMs(1_000);
        assertThat(rates.tryTake(ONE, 10)).isTrue();
    }

    @Test
    void an_ipv6_network_of_64_bits_is_one_address() {
        assertThat(rates.tryTake(InetAddress.ofLiteral("2001:db8:1:2::1"), 10)).isTrue();
        assertThat(rates.tryTake(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"), 1))
                .isFalse();
        assertThat(rates.tryTake(InetAddress.ofLiteral("2001:db8:1:3::1"), 1)).isTrue();
    }

    @Test
    void any_number_of_addresses_takes_bounded_memory_and_locks_nobody_out() {
        for (int i = 0; i < 100_000; i++) {
            InetAddress each = InetAddress.ofLiteral("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            assertThat(rates.tryTake(each, 10)).isTrue();
        }
        assertThat(rates.addresses()).isEqualTo(10_000);
    }

    private void passMs(long ms) {
        nanos.addAndGet(ms * 1_000_000);
    }
}
