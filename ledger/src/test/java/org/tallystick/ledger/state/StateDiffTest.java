package org.tallystick.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.testing.TestNetwork;

class StateDiffTest {
    private static final StateKey KEPT = SentKeyDigest.TABLE.key(1L);
    private static final StateKey CHANGED = SentKeyDigest.TABLE.key(2L);
    private static final StateKey DELETED = SentKeyDigest.TABLE.key(3L);
    private static final SentKey OLD =
            new SentKey(TestNetwork.address(TestNetwork.ALICE), TestNetwork.idempotencyKey(1));
    private static final SentKey NEW = new SentKey(TestNetwork.address(TestNetwork.BOB), TestNetwork.idempotencyKey(1));

    private static Optional<Bytes> bytes(int value) {
        return Optional.of(Bytes.of(new byte[] {(byte) value}));
    }

    private static StateDiff diff(
            Map<StateKey, Optional<Bytes>> values,
            Map<SentKey, SentKey.Use> sentKeys,
            Map<Bytes, Optional<Bytes>> pages) {
        return new StateDiff(values, sentKeys, pages, Hash.ZERO);
    }

    private final StateReader before = diff(
                    Map.of(KEPT, bytes(1), CHANGED, bytes(2), DELETED, bytes(3)),
                    Map.of(OLD, new SentKey.Use(Hash.ZERO, 1)),
                    Map.of(Bytes.EMPTY, bytes(4)))
            .over(new EmptyState());

    @Test
    void shows_what_changed_over_what_did_not() {
        StateReader after = diff(
                        Map.of(CHANGED, bytes(20), DELETED, Optional.empty()),
                        Map.of(NEW, new SentKey.Use(Hash.ZERO, 2)),
                        Map.of(Bytes.EMPTY, Optional.empty()))
                .over(before);

        assertThat(after.get(KEPT)).isEqualTo(bytes(1));
        assertThat(after.get(CHANGED)).isEqualTo(bytes(20));
        assertThat(after.get(DELETED)).isEmpty();
        assertThat(after.lastUse(OLD)).contains(new SentKey.Use(Hash.ZERO, 1));
        assertThat(after.lastUse(NEW)).contains(new SentKey.Use(Hash.ZERO, 2));
        assertThat(after.page(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void a_key_used_again_shows_its_last_use() {
        StateReader after = diff(Map.of(), Map.of(OLD, new SentKey.Use(Hash.ZERO, 9)), Map.of())
                .over(before);

        assertThat(after.lastUse(OLD)).contains(new SentKey.Use(Hash.ZERO, 9));
    }

    @Test
    void leaves_its_parent_as_it_is() {
        diff(Map.of(KEPT, Optional.empty()), Map.of(), Map.of()).over(before);

        assertThat(before.get(KEPT)).isEqualTo(bytes(1));
    }

    @Test
    void no_two_keys_share_a_path() {
        byte[] sameBytes = new byte[8];
        assertThat(SentKeyDigest.TABLE.key(0L).path())
                .isNotEqualTo(new StateKey(Accounts.TABLE.tag(), Bytes.of(sameBytes)).path());
    }
}
