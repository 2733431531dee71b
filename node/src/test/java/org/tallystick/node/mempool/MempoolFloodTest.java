package org.tallystick.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.mempool.Mempool.Added;
import org.tallystick.node.mempool.Mempool.Candidate;
import org.tallystick.node.mempool.Mempool.Limits;
import org.tallystick.node.testing.TestNetwork;

/** Whoever floods the pool, with whatever: what was let in stays, and the pool does not outgrow its bounds. */
class MempoolFloodTest {
    private static final long NOW = TestNetwork.GENESIS_TIME;
    private static final Limits LIMITS = new Limits(500, 60_000, 100);
    private static final Amount RICH = Amount.ofBaseUnits(1_000_000);
    private static final KeyPair HONEST = TestNetwork.key("honest");
    private static final KeyPair FLOODER = TestNetwork.key("flooder");

    private final TestNetwork network = TestNetwork.of("testing", HONEST);
    private final Mempool pool = new Mempool(LIMITS);
    private final List<Transaction> accepted = new ArrayList<>();

    @Test
    void one_sender_takes_its_share_and_no_more() {
        assertThat(flood(FLOODER, 5_000, 1, RICH)).isEqualTo(LIMITS.maxPerSender());

        assertThat(flood(HONEST, 10, 1, RICH)).isEqualTo(10);
        assertAllStillWait();
    }

    @Test
    void unaffordable_payments_take_nothing_and_push_out_nothing() {
        flood(HONEST, 50, 10, RICH);
        Amount little = Amount.ofBaseUnits(100);

        assertThat(flood(FLOODER, 5_000, 100, little)).isZero();
        assertThat(flood(FLOODER, 5_000, 19, little)).isEqualTo(5);
        for (int i = 0; i < 5_000; i++) {
            assertThat(offer(TestNetwork.key("nobody-" + i % 50), i, 1, Amount.ZERO))
                    .isFalse();
        }

        assertAllStillWait();
        assertThat(pool.size()).isEqualTo(55);
    }

    @Test
    void many_senders_fill_the_pool_and_not_more_than_that() {
        int waiting = 0;
        for (int i = 0; i < 300; i++) {
            waiting += flood(TestNetwork.key("sender-" + i), 10, 1, RICH);
        }

        assertThat(pool.size()).isEqualTo(waiting).isLessThanOrEqualTo(LIMITS.maxTransactions());
        assertThat(pool.bytes()).isLessThanOrEqualTo(LIMITS.maxBytes());
        assertAllStillWait();
        assertThat(offer(HONEST, 1, 1, RICH)).isFalse();
        pool.remove(List.of(accepted.removeFirst().id(), accepted.removeFirst().id()));
        assertThat(offer(HONEST, 1, 1, RICH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void bounds_hold_and_nothing_is_pushed_out_whatever_comes_and_goes(long seed) {
        Random random = new Random(seed);
        Map<Hash, Transaction> expected = new LinkedHashMap<>();
        List<KeyPair> senders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            senders.add(TestNetwork.key("sender-" + i));
        }
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(6) == 0 && !expected.isEmpty()) {
                Hash gone = List.copyOf(expected.keySet()).get(random.nextInt(expected.size()));
                pool.remove(List.of(gone));
                expected.remove(gone);
            } else {
                KeyPair sender = senders.get(random.nextInt(random.nextInt(senders.size()) + 1));
                Amount balance = Amount.ofBaseUnits(random.nextInt(4_000));
                Transaction payment = payment(sender, i, 1 + random.nextInt(100));
                if (pool.add(List.of(new Candidate(payment, balance)), NOW).getFirst() instanceof Added.Accepted) {
                    expected.put(payment.id(), payment);
                    assertThat(waitingDebit(expected.values(), sender)).isLessThanOrEqualTo(balance);
                }
            }
            assertThat(pool.bytes()).isLessThanOrEqualTo(LIMITS.maxBytes());
            assertThat(pool.size()).isEqualTo(expected.size()).isLessThanOrEqualTo(LIMITS.maxTransactions());
        }
        assertThat(pool.next(10_000, Long.MAX_VALUE, Set.of())).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    /** Three flood at full rate, one pays now and then: its payments are let in, and stand in the very next block. */
    @Test
    void floods_neither_shut_out_nor_delay_who_pays_now_and_then() {
        List<KeyPair> flooders = List.of(FLOODER, TestNetwork.key("flooder-2"), TestNetwork.key("flooder-3"));
        int blockSize = 20;
        for (int block = 0; block < 50; block++) {
            for (KeyPair flooder : flooders) {
                flood(flooder, 200, block + 1, RICH);
            }
            assertThat(offer(HONEST, block, 1, RICH)).isTrue();
            Transaction honest = accepted.getLast();

            List<Transaction> next = pool.next(blockSize, Long.MAX_VALUE, Set.of());

            assertThat(next).hasSize(blockSize).contains(honest);
            pool.remove(next.stream().map(Transaction::id).toList());
            accepted.removeAll(next);
        }
        assertAllStillWait();
    }

    private static Amount waitingDebit(Collection<Transaction> waiting, KeyPair sender) {
        return waiting.stream()
                .filter(each -> each.body().sender().equals(TestNetwork.address(sender)))
                .map(each -> each.body().debit())
                .reduce(Amount.ZERO, Amount::plus);
    }

    /** How many of {@code count} payments are let in. */
    private int flood(KeyPair sender, int count, long amount, Amount balance) {
        int letIn = 0;
        for (int i = 0; i < count; i++) {
            letIn += offer(sender, 1_000_000 * amount + i, amount, balance) ? 1 : 0;
        }
        return letIn;
    }

    private boolean offer(KeyPair sender, long number, long amount, Amount balance) {
        Transaction payment = payment(sender, number, amount);
        boolean letIn = pool.add(List.of(new Candidate(payment, balance)), NOW).getFirst() instanceof Added.Accepted;
        if (letIn) {
            accepted.add(payment);
        }
        return letIn;
    }

    private Transaction payment(KeyPair sender, long number, long amount) {
        return network.unsigned(network.body(sender, number, TestNetwork.address(HONEST), amount), sender);
    }

    private void assertAllStillWait() {
        assertThat(pool.next(10_000, Long.MAX_VALUE, Set.of())).containsExactlyInAnyOrderElementsOf(accepted);
    }
}
