package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestLedger.outcomes;
import static org.tallystick.ledger.testing.TestLedger.refusals;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.address;
import static org.tallystick.ledger.testing.TestNetwork.allocation;
import static org.tallystick.ledger.testing.TestNetwork.authorityKey;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.SentKeyDigest;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;

class BlockExecutorTest {
    private static final Receipt.Outcome APPLIED = new Receipt.Outcome.Applied();

    private static Receipt.Outcome insufficientFundsAt(int operation) {
        return new Receipt.Outcome.Failed(RefusalCode.INSUFFICIENT_FUNDS, operation);
    }

    private final Genesis genesis = TestNetwork.genesis();
    private final TestLedger ledger = new TestLedger(genesis);

    @Test
    void a_transfer_moves_the_amount_and_the_fee_goes_to_the_proposer() {
        Built built = ledger.append(pay(genesis, ALICE, 1, transfer(CAROL, 100)));

        assertThat(outcomes(built)).containsExactly(APPLIED);
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000_000 - 100 - 10);
        assertThat(ledger.balance(address(CAROL))).isEqualTo(100);
        int proposer = ledger.header().proposer();
        assertThat(ledger.balance(address(authorityKey(proposer)))).isEqualTo(10);
    }

    @Test
    void operations_apply_in_order_and_a_payment_to_oneself_moves_nothing() {
        ledger.append(pay(genesis, ALICE, 1, transfer(ALICE, 500), transfer(BOB, 1), transfer(BOB, 2)));

        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000_000 - 3 - 10);
        assertThat(ledger.balance(address(BOB))).isEqualTo(5_003);
    }

    @Test
    void a_payment_to_oneself_needs_the_funds() {
        Built built =
                ledger.append(pay(genesis, BOB, 1, transfer(BOB, 4_990)), pay(genesis, BOB, 2, transfer(BOB, 4_981)));

        assertThat(outcomes(built)).containsExactly(APPLIED, insufficientFundsAt(0));
    }

    @Test
    void a_failing_transaction_leaves_nothing_but_its_receipt_and_its_fee() {
        Built built = ledger.append(pay(genesis, BOB, 1, transfer(CAROL, 4_000), transfer(CAROL, 1_000)));

        assertThat(outcomes(built)).containsExactly(insufficientFundsAt(1));
        assertThat(ledger.balance(address(BOB))).isEqualTo(5_000 - 10);
        assertThat(Accounts.read(ledger.state(), address(CAROL))).isEmpty();
    }

    @Test
    void money_received_can_be_spent_in_the_same_block() {
        Built built =
                ledger.append(pay(genesis, ALICE, 1, transfer(CAROL, 100)), pay(genesis, CAROL, 1, transfer(BOB, 90)));

        assertThat(outcomes(built)).containsExactly(APPLIED, APPLIED);
        assertThat(Accounts.read(ledger.state(), address(CAROL))).contains(Account.EMPTY);
    }

    @Test
    void the_same_money_is_not_spent_twice_in_a_block() {
        Built built = ledger.append(
                pay(genesis, BOB, 1, transfer(CAROL, 4_900)), pay(genesis, BOB, 2, transfer(ALICE, 4_900)));

        assertThat(outcomes(built)).containsExactly(APPLIED, insufficientFundsAt(0));
        assertThat(ledger.balance(address(BOB))).isEqualTo(5_000 - 4_900 - 20);
    }

    @Test
    void the_proposer_cannot_spend_the_fees_of_the_block_within_it() {
        var proposer = authorityKey(ledger.slot(1_000).proposer());
        Built built = ledger.append(
                pay(genesis, ALICE, 1, transfer(proposer, 10)), pay(genesis, proposer, 1, transfer(BOB, 1)));

        assertThat(outcomes(built)).containsExactly(APPLIED, insufficientFundsAt(0));
        assertThat(ledger.balance(address(proposer))).isEqualTo(20);
    }

    @Test
    void who_cannot_pay_the_fee_does_not_enter_the_block() {
        Transaction drain = pay(genesis, BOB, 1, transfer(CAROL, 4_985));
        Built built = ledger.append(drain, pay(genesis, BOB, 2, transfer(CAROL, 1)));

        assertThat(outcomes(built)).containsExactly(APPLIED);
        assertThat(refusals(built)).containsExactly(RefusalCode.INSUFFICIENT_FUNDS);
        assertThat(ledger.block().transactions()).containsExactly(drain);
    }

    @Test
    void who_was_never_paid_does_not_enter_the_block() {
        assertThat(refusals(ledger.build(pay(genesis, CAROL, 1, transfer(BOB, 1)))))
                .containsExactly(RefusalCode.UNKNOWN_ACCOUNT);
    }

    @Test
    void a_repeat_is_told_so_in_the_same_block_and_later() {
        Transaction once = pay(genesis, ALICE, 1, transfer(BOB, 1));
        Transaction conflicting = pay(genesis, ALICE, 1, transfer(BOB, 2));

        Built first = ledger.append(once, once, conflicting);
        Built second = ledger.append(once, conflicting);

        assertThat(refusals(first))
                .isEqualTo(refusals(second))
                .containsExactly(RefusalCode.ALREADY_INCLUDED, RefusalCode.IDEMPOTENCY_CONFLICT);
        assertThat(second.refused())
                .extracting(each -> each.refusal().firstTransaction().orElseThrow())
                .containsOnly(once.id());
        assertThat(ledger.balance(address(BOB))).isEqualTo(5_001);
    }

    @Test
    void a_repeat_is_told_so_even_when_the_first_emptied_the_account() {
        Transaction all = pay(genesis, BOB, 1, transfer(ALICE, 4_990));
        ledger.append(all);

        assertThat(refusals(ledger.build(all))).containsExactly(RefusalCode.ALREADY_INCLUDED);
    }

    @Test
    void a_failed_transaction_uses_its_key_up() {
        Transaction failing = pay(genesis, BOB, 1, transfer(CAROL, 5_000));
        ledger.append(failing);

        assertThat(refusals(ledger.build(failing))).containsExactly(RefusalCode.ALREADY_INCLUDED);
    }

    @Test
    void two_senders_may_use_the_same_key() {
        Built built = ledger.append(pay(genesis, ALICE, 1, transfer(BOB, 1)), pay(genesis, BOB, 1, transfer(ALICE, 1)));

        assertThat(outcomes(built)).containsExactly(APPLIED, APPLIED);
    }

    @Test
    void a_key_may_be_used_again_once_it_has_expired() {
        Transaction first = pay(genesis, ALICE, 1, transfer(BOB, 1));
        ledger.append(first);
        TransactionBody late = new TransactionBody(
                first.body().network(),
                first.body().sender(),
                first.body().idempotencyKey(),
                first.body().validUntilMs() + 3_600_000,
                first.body().fee(),
                "",
                first.body().operations());
        Transaction again = Transaction.sign(genesis.hash(), late, ALICE);

        ledger.sleep(first.body().validUntilMs() - ledger.header().timeMs() - 1_000);
        assertThat(refusals(ledger.build(again)))
                .as("at the very millisecond until which the first was valid")
                .containsExactly(RefusalCode.IDEMPOTENCY_CONFLICT);

        ledger.sleep(1);
        assertThat(outcomes(ledger.build(again))).containsExactly(APPLIED);
    }

    @Test
    void the_digest_of_a_minute_is_deleted_by_the_first_block_after_it() {
        Transaction first = pay(genesis, ALICE, 1, transfer(BOB, 1));
        ledger.append(first);
        StateKey digest =
                SentKeyDigest.TABLE.key(SentKeyDigest.minuteOf(first.body().validUntilMs()));
        long endOfMinute = (SentKeyDigest.minuteOf(first.body().validUntilMs()) + 1) * 60_000;

        ledger.sleep(endOfMinute - 1 - ledger.header().timeMs());
        assertThat(ledger.state().get(digest)).isPresent();
        ledger.sleep(1);
        assertThat(ledger.state().get(digest)).isEmpty();
    }

    @Test
    void digests_are_deleted_after_a_sleep_of_years() {
        ledger.append(pay(genesis, ALICE, 1, transfer(BOB, 1)));
        ledger.sleep(5L * 365 * 86_400_000);

        assertThat(ledger.state().values().keySet()).extracting(StateKey::table).containsOnly(Accounts.TABLE.tag());
    }

    @Test
    void all_the_money_there_can_be_moves_exactly() {
        Genesis rich = TestNetwork.genesis(0, allocation(address(ALICE), Long.MAX_VALUE));
        TestLedger all = new TestLedger(rich);
        TransactionBody body = TestNetwork.body(rich, ALICE, 1, transfer(ALICE, Long.MAX_VALUE - 10));
        all.append(Transaction.sign(rich.hash(), body, ALICE));
        all.append(pay(rich, ALICE, 2, transfer(BOB, Long.MAX_VALUE - 20)));

        assertThat(all.balance(address(BOB))).isEqualTo(Long.MAX_VALUE - 20);
        assertThat(all.balance(address(ALICE))).isZero();
    }

    @Test
    void a_block_ends_where_the_limits_do() {
        Transaction one = pay(genesis, ALICE, 1, transfer(BOB, 1));
        Transaction two = pay(genesis, ALICE, 2, transfer(BOB, 1));
        List<Transaction> candidates = List.of(one, two);
        int room = Block.OVERHEAD + one.size() + two.size();

        assertThat(built(candidates, new Limits(1, Block.MAX_SIZE))).containsExactly(one);
        assertThat(built(candidates, new Limits(10, room))).containsExactly(one, two);
        assertThat(built(candidates, new Limits(10, room - 1))).containsExactly(one);
    }

    private List<Transaction> built(List<Transaction> candidates, Limits limits) {
        return ledger.executor()
                .build(ledger.parent(), ledger.slot(1_000), candidates, limits)
                .executed()
                .block()
                .transactions();
    }

    @Test
    void a_proposer_whose_clock_is_behind_still_moves_time_on() {
        ledger.sleep(10_000);
        long before = ledger.header().timeMs();
        ledger.sleep(-5_000);

        assertThat(ledger.header().timeMs()).isEqualTo(before + 1);
    }

    @Test
    void a_block_that_changes_nothing_keeps_the_state_root() {
        Hash before = ledger.header().stateRoot();
        ledger.sleep(1_000);

        assertThat(ledger.header().stateRoot()).isEqualTo(before);
    }
}
