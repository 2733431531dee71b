package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;

class PeerConductTest {
    private static final NetworkOptions.Bar BAR = new NetworkOptions.Bar(Duration.ofSeconds(2), Duration.ofMinutes(5));

    private long nanos = Long.MAX_VALUE - 1_000;
    private final PeerConduct conduct = new PeerConduct(
            new AuthoritySet(List.of(
                    new Authority("node-0", TestPeers.key(0).publicKey(), "127.0.0.1:1"),
                    new Authority("node-1", TestPeers.key(1).publicKey(), "127.0.0.1:2"))),
            BAR,
            () -> nanos);

    @Test
    void who_did_nothing_is_not_barred() {
        accuse(0);
        assertThat(conduct.barred(1)).isZero();
        assertThat(conduct.of(1)).isEmpty();
    }

    @Test
    void it_takes_twice_as_long_each_time_up_to_a_bound() {
        for (long seconds : new long[] {2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            accuse(0);
            assertThat(conduct.barred(0)).isEqualTo(Duration.ofSeconds(seconds));
            pass(conduct.barred(0));
        }
        assertThat(conduct.barred(0)).isZero();
        assertThat(conduct.of(0)).containsEntry(ProtocolViolation.INVALID_VOTE, 10L);
    }

    @Test
    void what_was_sent_before_the_bar_does_not_lengthen_it() {
        for (int i = 0; i < 1_000; i++) {
            accuse(0);
        }
        assertThat(conduct.barred(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(conduct.of(0)).containsEntry(ProtocolViolation.INVALID_VOTE, 1_000L);
    }

    @Test
    void it_is_forgiven_step_by_step() {
        for (int i = 0; i < 3; i++) {
            accuse(0);
            pass(conduct.barred(0));
        }
        pass(BAR.longest().multipliedBy(2));
        accuse(0);
        assertThat(conduct.barred(0)).isEqualTo(Duration.ofSeconds(4));
    }

    private void accuse(int authority) {
        conduct.accuse(authority, ProtocolViolation.INVALID_VOTE, "");
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
