package org.tallystick.ledger.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.testing.TestNetwork.authorities;
import static org.tallystick.ledger.testing.TestNetwork.authorityKey;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.value.View;

class AuthoritySetTest {

    @ParameterizedTest(name = "n = {0}: f = {1}, quorum {2}")
    @CsvSource({"1, 0, 1", "2, 0, 2", "3, 0, 3", "4, 1, 3", "5, 1, 4", "6, 1, 5", "7, 2, 5", "10, 3, 7"})
    void a_quorum_is_all_but_the_faulty(int n, int faulty, int quorum) {
        assertThat(authorities(n).maxFaulty()).isEqualTo(faulty);
        assertThat(authorities(n).quorum()).isEqualTo(quorum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 10})
    void two_quorums_share_an_honest_authority(int n) {
        AuthoritySet set = authorities(n);
        assertThat(2 * set.quorum() - n).isGreaterThan(set.maxFaulty());
    }

    @Test
    void leads_round_robin() {
        assertThat(List.of(0L, 1L, 3L, 4L, 7L))
                .extracting(view -> authorities(4).leader(View.of(view)))
                .containsExactly(0, 1, 3, 0, 3);
    }

    @Test
    void finds_a_key() {
        assertThat(authorities(4).indexOf(authorityKey(2).publicKey())).hasValue(2);
        assertThat(authorities(4).indexOf(authorityKey(4).publicKey())).isEmpty();
    }

    @Test
    void refuses_none_too_many_and_doubles() {
        Authority a = new Authority("a", authorityKey(0).publicKey(), "h:1");
        assertThatThrownBy(() -> new AuthoritySet(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> authorities(256)).isInstanceOf(IllegalArgumentException.class);
        Authority sameName = new Authority("a", authorityKey(1).publicKey(), "h:2");
        assertThatThrownBy(() -> new AuthoritySet(List.of(a, sameName))).hasMessageContaining("share a name or a key");
        Authority sameKey = new Authority("b", authorityKey(0).publicKey(), "h:2");
        assertThatThrownBy(() -> new AuthoritySet(List.of(a, sameKey))).hasMessageContaining("share a name or a key");
    }

    @Test
    void refuses_a_name_or_an_address_that_could_not_be_read_back() {
        assertThatThrownBy(() -> new Authority("€".repeat(22), authorityKey(0).publicKey(), "h:1"))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("64 bytes");
        assertThatThrownBy(() -> new Authority(" ", authorityKey(0).publicKey(), "h:1"))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> new Authority("a", authorityKey(0).publicKey(), "h".repeat(281)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("280 bytes");
    }

    @Test
    void the_order_counts_in_the_hash() {
        List<Authority> two = authorities(2).authorities();
        assertThat(new AuthoritySet(two).hash()).isNotEqualTo(new AuthoritySet(two.reversed()).hash());
    }
}
