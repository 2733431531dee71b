package org.tallystick.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.mempool.Mempool.Added;
import org.tallystick.node.mempool.Mempool.Candidate;
import org.tallystick.node.mempool.Mempool.Limits;
import org.tallystick.node.testing.TestNetwork;

final class MempoolTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair BOB = key("bob");
    private static final KeyPair CAROL = key("carol");
    private static final long NOW = TestNetwork.GENESIS_TIME;

    /** What all the senders have; each payment takes its amount and a fee of 1. */
    private static final long BALANCE = 1_000;

    private final TestNetwork network = TestNetwork.of("testing", ALICE, BOB);
    private final Mempool pool = new Mempool(new Limits(6, 10_000, 4));

    @Test
    void fills_a_block_from_each_sender_in_turn() {
        Transaction alice1 = pay(ALICE, 1);
        Transaction alice2 = pay(ALICE, 2);
        Transaction alice3 = pay(ALICE, 3);
        Transaction bob1 = pay(BOB, 1);
        Transaction bob2 = pay(BOB, 2);
        List.of(alice1, alice2, alice3, bob1, bob2).forEach(this::accept);

        assertThat(next(10)).containsExactly(alice1, bob1, alice2, bob2, alice3);
        assertThat(next(3)).containsExactly(alice1, bob1, alice2);
        assertThat(pool.next(10, 2L * alice1.size() + 1, Set.of())).containsExactly(alice1, bob1);
    }

    @Test
    void counts_a_turn_that_stands_in_an_open_block() {
        Transaction alice1 = pay(ALICE, 1);
        Transaction alice2 = pay(ALICE, 2);
        Transaction bob1 = pay(BOB, 1);
        List.of(alice1, alice2, bob1).forEach(this::accept);

        assertThat(pool.next(1, 10_000, Set.of(alice1.id()))).containsExactly(bob1);
        assertThat(pool.next(2, 10_000, Set.of(alice1.id()))).containsExactly(bob1, alice2);
    }

    @Test
    void gives_the_turn_to_the_others_after_one_that_was_final() {
        Transaction alice1 = pay(ALICE, 1);
        Transaction alice2 = pay(ALICE, 2);
        Transaction bob1 = pay(BOB, 1);
        List.of(alice1, alice2, bob1).forEach(this::accept);

        pool.remove(List.of(alice1.id()));

        assertThat(next(1)).containsExactly(bob1);
    }

    @Test
    void knows_whether_any_but_those_in_open_blocks_wait() {
        Transaction first = pay(ALICE, 1);
        Transaction second = pay(BOB, 1);
        assertThat(pool.hasNext(Set.of())).isFalse();
        accept(first);
        assertThat(pool.hasNext(Set.of())).isTrue();
        assertThat(pool.hasNext(Set.of(first.id()))).isFalse();
        assertThat(pool.hasNext(Set.of(second.id()))).isTrue();
        accept(second);
        assertThat(pool.hasNext(Set.of(first.id()))).isTrue();
        assertThat(pool.hasNext(Set.of(first.id(), second.id()))).isFalse();
    }

    @Test
    void knows_a_duplicate() {
        accept(pay(ALICE, 1));
        assertThat(add(pay(ALICE, 1))).isInstanceOf(Added.Duplicate.class);
        assertThat(pool.size()).isEqualTo(1);
        accept(unsigned(ALICE, 2, BALANCE - 11 - 1));
    }

    @Test
    void refuses_an_idempotency_key_that_waits_with_another_body_and_names_its_transaction() {
        Transaction first = pay(ALICE, 1);
        accept(first);
        Transaction second = unsigned(ALICE, 1, 20);
        Added.Refused refused = (Added.Refused) add(second);
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.IDEMPOTENCY_CONFLICT);
        assertThat(refused.refusal().firstTransaction()).contains(first.id());
        accept(unsigned(BOB, 1, 20));
    }

    @Test
    void refuses_what_the_senders_waiting_transactions_leave_no_money_for() {
        accept(unsigned(ALICE, 1, 600));
        assertRefused(RefusalCode.INSUFFICIENT_FUNDS, unsigned(ALICE, 2, 399));
        accept(unsigned(ALICE, 3, 398));
        assertRefused(RefusalCode.INSUFFICIENT_FUNDS, unsigned(ALICE, 4, 1));
        accept(unsigned(BOB, 1, 999));
    }

    @Test
    void refuses_when_the_balance_fell_below_what_waits() {
        accept(unsigned(ALICE, 1, 600));
        List<Added> added = pool.add(List.of(new Candidate(unsigned(ALICE, 2, 1), Amount.ofBaseUnits(100))), NOW);
        assertThat(code(added.getFirst())).isEqualTo(RefusalCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void refuses_a_sender_more_than_is_left_for_the_others() {
        for (int i = 0; i < 3; i++) {
            accept(pay(ALICE, i));
        }
        assertRefused(RefusalCode.MEMPOOL_FULL, pay(ALICE, 3));
        accept(pay(BOB, 1));
        assertRefused(RefusalCode.MEMPOOL_FULL, pay(ALICE, 3));
        accept(pay(CAROL, 1));
    }

    @Test
    void refuses_a_sender_more_than_the_limit_of_one_however_much_is_left() {
        Mempool large = new Mempool(new Limits(100, 1_000_000, 2));
        assertThat(large.add(candidates(pay(ALICE, 1), pay(ALICE, 2), pay(ALICE, 3)), NOW))
                .extracting(Added::getClass)
                .isEqualTo(List.of(Added.Accepted.class, Added.Accepted.class, Added.Refused.class));
    }

    @Test
    void refuses_when_full_and_keeps_everything_that_waits() {
        List<Transaction> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(pay(key("sender-" + i), 1));
        }
        waiting.forEach(this::accept);
        assertRefused(RefusalCode.MEMPOOL_FULL, pay(CAROL, 1));
        assertThat(next(10)).isEqualTo(waiting);
        pool.remove(List.of(waiting.getFirst().id()));
        accept(pay(CAROL, 1));
    }

    @Test
    void refuses_when_the_bytes_are_used_up() {
        Transaction first = pay(ALICE, 1);
        Mempool small = new Mempool(new Limits(100, 3L * first.size(), 100));
        assertThat(small.add(candidates(first, pay(ALICE, 2), pay(BOB, 1), pay(CAROL, 1), pay(key("dan"), 1)), NOW))
                .extracting(Added::getClass)
                .isEqualTo(List.of(
                        Added.Accepted.class,
                        Added.Accepted.class,
                        Added.Accepted.class,
                        Added.Refused.class,
                        Added.Refused.class));
        assertThat(small.bytes()).isEqualTo(3L * first.size());
    }

    @Test
    void forgets_everything_about_what_is_removed() {
        Transaction first = unsigned(ALICE, 1, 999);
        accept(first);
        pool.remove(List.of(first.id(), first.id()));
        assertThat(pool.size()).isZero();
        assertThat(pool.bytes()).isZero();
        assertThat(pool.get(first.id())).isEmpty();
        accept(unsigned(ALICE, 1, 998));
    }

    @Test
    void expires_what_no_later_block_may_contain() {
        Transaction brief = expiring(1, NOW + 10);
        Transaction longer = expiring(2, NOW + 11);
        accept(brief);
        accept(longer);
        assertThat(pool.expire(NOW + 10)).isEmpty();
        assertThat(pool.expire(NOW + 11)).containsExactly(brief);
        assertThat(next(10)).containsExactly(longer);
    }

    @Test
    void tells_which_wait_too_long() {
        Transaction first = pay(ALICE, 1);
        Transaction second = pay(ALICE, 2);
        pool.add(candidates(first), NOW);
        pool.add(candidates(second), NOW + 500);
        assertThat(pool.waitingSince(NOW + 500, 10)).containsExactly(first);
        assertThat(pool.waitingSince(NOW + 501, 10)).containsExactly(first, second);
        assertThat(pool.waitingSince(NOW + 501, 1)).containsExactly(first);
    }

    @Test
    void tells_of_arrivals_once_per_addition_and_not_of_refusals() {
        AtomicInteger calls = new AtomicInteger();
        pool.onArrival(calls::incrementAndGet);
        pool.add(candidates(pay(ALICE, 1), pay(ALICE, 2)), NOW);
        assertThat(calls).hasValue(1);
        pool.add(candidates(pay(ALICE, 1), unsigned(ALICE, 1, 5)), NOW);
        assertThat(calls).hasValue(1);
        pool.add(candidates(pay(BOB, 1)), NOW);
        assertThat(calls).hasValue(2);
    }

    @Test
    void takes_only_the_very_same_bytes_for_known() {
        Transaction signed = network.pay(ALICE, 1, CAROL, 10);
        Transaction otherSignature = network.unsigned(network.body(ALICE, 1, address(CAROL), 10), ALICE);
        accept(signed);
        assertThat(otherSignature.id()).isEqualTo(signed.id());
        assertThat(pool.unknownOf(List.of(signed, otherSignature, pay(BOB, 1))))
                .containsExactly(otherSignature, pay(BOB, 1));
    }

    private List<Transaction> next(int maxCount) {
        return pool.next(maxCount, 10_000, Set.of());
    }

    private Transaction pay(KeyPair from, long number) {
        return unsigned(from, number, 10);
    }

    private Transaction unsigned(KeyPair from, long number, long amount) {
        return network.unsigned(network.body(from, number, address(CAROL), amount), from);
    }

    private Transaction expiring(long number, long validUntilMs) {
        TransactionBody body = network.body(ALICE, number, address(CAROL), 10, validUntilMs);
        return network.unsigned(body, ALICE);
    }

    private void accept(Transaction transaction) {
        assertThat(add(transaction)).isInstanceOf(Added.Accepted.class);
    }

    private void assertRefused(RefusalCode code, Transaction transaction) {
        assertThat(code(add(transaction))).isEqualTo(code);
    }

    private static RefusalCode code(Added added) {
        return ((Added.Refused) added).refusal().code();
    }

    private Added add(Transaction transaction) {
        return pool.add(candidates(transaction), NOW).getFirst();
    }

    private static List<Candidate> candidates(Transaction... transactions) {
        return java.util.Arrays.stream(transactions)
                .map(each -> new Candidate(each, Amount.ofBaseUnits(BALANCE)))
                .toList();
    }
}
