package org.tallystick.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Mempool.Limits;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

final class AdmissionTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair BOB = key("bob");
    private static final KeyPair CAROL = key("carol");
    private static final long NOW = TestNetwork.GENESIS_TIME + 1_000;

    private final TestNetwork network = TestNetwork.of("testing", ALICE, BOB);
    private final TestChain chain = new TestChain(network.genesis());
    private final AtomicInteger verifications = new AtomicInteger();
    private volatile Runnable whileVerifying = () -> {};
    private final Mempool mempool = new Mempool(new Limits(100, 1_000_000, 40));

    @TempDir
    Path directory;

    private LedgerStore store;
    private SignatureChecks signatures;
    private Admission admission;

    @BeforeEach
    void open() {
        store = LedgerStore.open(directory, network.genesis());
        BlockExecutor executor = new BlockExecutor(network.genesis());
        Verifier real = P256.verifier();
        Verifier counting = (key, message, signature) -> {
            verifications.incrementAndGet();
            whileVerifying.run();
            return real.verify(key, message, signature);
        };
        signatures = new SignatureChecks(executor.rules(), counting, 2);
        admission = new Admission(store, executor, signatures, mempool);
    }

    @AfterEach
    void close() {
        signatures.close();
        store.close();
    }

    @Test
    void accepts_a_payment_and_knows_it_while_it_waits_and_when_it_is_final() {
        Transaction payment = network.pay(ALICE, 1, CAROL, 100);
        assertThat(submit(payment)).isEqualTo(new Submission.Accepted(payment.id()));
        assertThat(submit(payment)).isEqualTo(new Submission.Pending(payment.id()));
        makeFinal(payment);
        assertThat(submit(payment))
                .isEqualTo(new Submission.Final(store.transaction(payment.id()).orElseThrow()));
        assertThat(mempool.size()).isZero();
        assertThat(verifications).hasValue(1);
    }

    @Test
    void answers_final_even_after_the_payment_has_expired() {
        Transaction payment = network.pay(ALICE, 1, CAROL, 100);
        makeFinal(payment);
        long muchLater = payment.body().validUntilMs() + 1;
        assertThat(admission.submit(List.of(payment), muchLater).getFirst()).isInstanceOf(Submission.Final.class);
    }

    @Test
    void gives_the_first_reason_of_the_fixed_order() {
        TransactionBody wrongInAllWays = network.body(CAROL, 1, address(BOB), 0, NOW - 1);
        assertRefused(RefusalCode.AMOUNT_ZERO, network.unsigned(wrongInAllWays, ALICE));
        TransactionBody expired = network.body(CAROL, 1, address(BOB), 5, NOW - 1);
        assertRefused(RefusalCode.EXPIRED, network.unsigned(expired, ALICE));
        TransactionBody poor = network.body(CAROL, 1, address(BOB), 5);
        assertRefused(RefusalCode.UNAUTHORIZED, network.unsigned(poor, ALICE));
        assertRefused(RefusalCode.BAD_SIGNATURE, network.unsigned(poor, CAROL));
        assertRefused(RefusalCode.UNKNOWN_ACCOUNT, network.pay(CAROL, 1, BOB, 5));
        assertRefused(RefusalCode.INSUFFICIENT_FUNDS, network.pay(ALICE, 1, BOB, 5_000_000));
        assertThat(mempool.size()).isZero();
    }

    /** Else anyone could ask for a balance, or for what waits, by what is not the owner's. */
    @Test
    void tells_nothing_of_an_account_to_who_is_not_its_owner() {
        submit(network.pay(ALICE, 1, CAROL, 100));
        for (TransactionBody body : List.of(
                network.body(ALICE, 2, address(BOB), 5_000_000),
                network.body(ALICE, 1, address(BOB), 5),
                network.body(CAROL, 1, address(BOB), 5))) {
            KeyPair claimed = body.sender().equals(address(ALICE)) ? ALICE : CAROL;
            Submission.Refused refused = assertRefused(RefusalCode.BAD_SIGNATURE, network.unsigned(body, claimed));
            assertThat(refused.refusal().firstTransaction()).isEmpty();
        }
    }

    @Test
    void refuses_a_used_idempotency_key_naming_the_first_transaction() {
        Transaction first = network.pay(ALICE, 1, CAROL, 100);
        submit(first);
        Submission.Refused whilePending =
                assertRefused(RefusalCode.IDEMPOTENCY_CONFLICT, network.pay(ALICE, 1, CAROL, 200));
        assertThat(whilePending.refusal().firstTransaction()).contains(first.id());
        makeFinal(first);
        Submission.Refused whenFinal =
                assertRefused(RefusalCode.IDEMPOTENCY_CONFLICT, network.pay(ALICE, 1, CAROL, 300));
        assertThat(whenFinal.refusal().firstTransaction()).contains(first.id());
    }

    @Test
    void counts_what_waits_against_the_balance() {
        assertThat(submit(network.pay(ALICE, 1, CAROL, 600_000))).isInstanceOf(Submission.Accepted.class);
        assertRefused(RefusalCode.INSUFFICIENT_FUNDS, network.pay(ALICE, 2, CAROL, 600_000));
        assertThat(submit(network.pay(ALICE, 3, CAROL, 300_000))).isInstanceOf(Submission.Accepted.class);
    }

    @Test
    void judges_each_of_a_batch_by_itself_and_in_order() {
        Transaction good = network.pay(ALICE, 1, CAROL, 600_000);
        Transaction unsigned = network.unsigned(network.body(BOB, 1, address(CAROL), 5), BOB);
        Transaction overdrawn = network.pay(ALICE, 2, CAROL, 600_000);
        Transaction fromBob = network.pay(BOB, 2, CAROL, 5);
        List<Submission> answers = admission.submit(List.of(good, unsigned, overdrawn, good, fromBob), NOW);
        assertThat(answers.get(0)).isEqualTo(new Submission.Accepted(good.id()));
        assertThat(code(answers.get(1))).isEqualTo(RefusalCode.BAD_SIGNATURE);
        assertThat(code(answers.get(2))).isEqualTo(RefusalCode.INSUFFICIENT_FUNDS);
        assertThat(answers.get(3)).isEqualTo(new Submission.Pending(good.id()));
        assertThat(answers.get(4)).isEqualTo(new Submission.Accepted(fromBob.id()));
    }

    @Test
    void refuses_without_verifying_when_there_is_no_room() {
        for (int i = 0; i < 40; i++) {
            submit(network.pay(ALICE, i, CAROL, 1));
        }
        int before = verifications.get();
        assertRefused(RefusalCode.MEMPOOL_FULL, network.pay(ALICE, 40, CAROL, 1));
        assertThat(verifications).hasValue(before);
    }

    @Test
    void verifies_each_signature_once_whether_it_comes_by_itself_or_in_a_block() {
        List<Transaction> waiting = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(network.pay(ALICE, i, CAROL, 1));
        }
        admission.submit(waiting, NOW);
        assertThat(verifications).hasValue(30);
        List<Transaction> block = new ArrayList<>(waiting);
        block.add(network.pay(BOB, 1, CAROL, 1));
        assertThat(admission.verifySignatures(block)).isEmpty();
        assertThat(verifications).hasValue(31);
    }

    @Test
    void finds_the_bad_signature_in_a_block_even_of_a_body_that_waits_with_a_good_one() {
        List<Transaction> block = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            block.add(network.pay(ALICE, i, CAROL, 1));
        }
        admission.submit(block, NOW);
        block.set(13, network.unsigned(block.get(13).body(), ALICE));
        assertThat(admission.verifySignatures(block))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_SIGNATURE));
    }

    @Test
    void does_not_keep_a_payment_that_becomes_final_while_its_signature_is_verified() {
        Transaction payment = network.pay(ALICE, 1, CAROL, 100);
        whileVerifying = () -> makeFinal(payment);
        submit(payment);
        assertThat(mempool.size()).isZero();
    }

    private void makeFinal(Transaction transaction) {
        FinalBlock block = chain.next(List.of(transaction));
        store.append(List.of(block));
        mempool.remove(List.of(transaction.id()));
    }

    private Submission submit(Transaction transaction) {
        return admission.submit(List.of(transaction), NOW).getFirst();
    }

    private Submission.Refused assertRefused(RefusalCode code, Transaction transaction) {
        Submission answer = submit(transaction);
        assertThat(code(answer)).isEqualTo(code);
        return (Submission.Refused) answer;
    }

    private static RefusalCode code(Submission answer) {
        assertThat(answer).isInstanceOf(Submission.Refused.class);
        return ((Submission.Refused) answer).refusal().code();
    }
}
