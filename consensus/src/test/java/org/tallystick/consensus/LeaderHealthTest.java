package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Authority;
import org.tallystick.ledger.block.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/** Rule 7: a leader that misses its turns is not waited for, unless so many do that it can't be their fault. */
class LeaderHealthTest {
    private final LeaderHealth health = new LeaderHealth(new Committee(Hash.ZERO, Epoch.ZERO, fourAuthorities()));

    @Test
    void a_leader_that_missed_its_turn_is_away_on_its_next() {
        health.missed(View.of(5));

        assertThat(health.isAway(View.of(9))).isTrue();
        assertThat(health.isAway(View.of(10))).isFalse();
    }

    @Test
    void a_leader_that_brings_a_block_through_is_back() {
        health.missed(View.of(5));
        health.succeeded(View.of(9));

        assertThat(health.isAway(View.of(13))).isFalse();
    }

    @Test
    void nobody_is_away_when_more_leaders_miss_turns_than_may_be_faulty() {
        health.missed(View.of(5));
        health.missed(View.of(6));

        assertThat(health.isAway(View.of(9))).isFalse();
        assertThat(health.isAway(View.of(10))).isFalse();
    }

    private static AuthoritySet fourAuthorities() {
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            byte[] key = new byte[PublicKey.SIZE];
            key[0] = 2;
            key[1] = (byte) i;
            authorities.add(new Authority("node-" + i, PublicKey.of(key), "127.0.0.1:" + (9_000 + i)));
        }
        return new AuthoritySet(authorities);
    }
}
