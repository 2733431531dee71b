package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.testing.TestNetwork.GENESIS_TIME;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

final class SentKeyExpiryTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair CAROL = key("carol");

    /** A whole minute, some way after the genesis. */
    private static final long MINUTE = (GENESIS_TIME / 60_000 + 2) * 60_000;

    private final TestNetwork network = TestNetwork.of("testing", ALICE);
    private final TestChain chain = new TestChain(network.genesis());

    @TempDir
    Path directory;

    private LedgerStore store;

    @BeforeEach
    void open() {
        store = LedgerStore.open(directory, network.genesis());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void forgets_a_key_once_its_minute_has_passed_and_not_before() {
        Transaction brief = payment(1, MINUTE + 10_000);
        Transaction longer = payment(2, MINUTE + 60_000);
        append(MINUTE, List.of(brief, longer));
        append(MINUTE + 59_999, List.of());
        assertThat(isRemembered(brief)).isTrue();
        append(MINUTE + 60_000, List.of());
        assertThat(isRemembered(brief)).isFalse();
        assertThat(isRemembered(longer)).isTrue();
        append(MINUTE + 120_000, List.of());
        assertThat(isRemembered(longer)).isFalse();
    }

    @Test
    void keeps_a_key_that_was_used_again_when_the_first_use_is_forgotten() {
        append(MINUTE, List.of(payment(1, MINUTE + 10_000)));
        Transaction again = payment(1, MINUTE + 90_000);
        append(MINUTE + 20_000, List.of(again));
        append(MINUTE + 60_000, List.of());
        assertThat(store.state().lastUse(sentKey(again)))
                .hasValueSatisfying(use -> assertThat(use.transactionId()).isEqualTo(again.id()));
        append(MINUTE + 120_000, List.of());
        assertThat(isRemembered(again)).isFalse();
    }

    @Test
    void a_key_used_again_in_the_append_that_forgets_its_first_use_is_kept() {
        append(MINUTE, List.of(payment(1, MINUTE + 10_000)));
        Transaction again = payment(1, MINUTE + 150_000);
        append(MINUTE + 90_000, List.of(again));
        assertThat(isRemembered(again)).isTrue();
    }

    @Test
    void works_off_many_keys_over_several_appends_and_reopening() {
        List<Transaction> first = payments(0, 2_500);
        List<Transaction> second = payments(2_500, 2_500);
        List<Transaction> third = payments(5_000, 2_500);
        append(MINUTE, first);
        append(MINUTE + 1, second);
        append(MINUTE + 2, third);
        append(MINUTE + 60_000, List.of());
        assertThat(first).noneMatch(this::isRemembered);
        assertThat(second).noneMatch(this::isRemembered);
        assertThat(third).allMatch(this::isRemembered);
        store.close();
        open();
        append(MINUTE + 60_001, List.of());
        assertThat(third).noneMatch(this::isRemembered);
    }

    private void append(long timeMs, List<Transaction> transactions) {
        store.append(List.of(chain.next(timeMs, transactions)));
    }

    private boolean isRemembered(Transaction transaction) {
        return store.state().lastUse(sentKey(transaction)).isPresent();
    }

    private static SentKey sentKey(Transaction transaction) {
        return new SentKey(transaction.body().sender(), transaction.body().idempotencyKey());
    }

    private List<Transaction> payments(int from, int count) {
        List<Transaction> payments = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            payments.add(payment(i, MINUTE + 10_000));
        }
        return payments;
    }

    private Transaction payment(long number, long validUntilMs) {
        return network.unsigned(network.body(ALICE, number, address(CAROL), 1, validUntilMs), ALICE);
    }
}
