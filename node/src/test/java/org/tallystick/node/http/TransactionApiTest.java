package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionMapper;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ApiException;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.testing.TestNetwork;

class TransactionApiTest extends ApiTestBase {

    @Test
    void a_payment_is_pending_until_its_block_is_final() {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        assertThat(client.transaction(payment.id()).state()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(client.submit(payment).state()).isEqualTo(TransactionState.PENDING);
        assertThat(client.transaction(payment.id()).state()).isEqualTo(TransactionState.PENDING);
        node.makeBlock();
        TransactionStatus status = client.transaction(payment.id());
        assertThat(status.state()).isEqualTo(TransactionState.FINAL);
        assertThat(status.inclusion().orElseThrow().height().value()).isEqualTo(1);
        assertThat(client.account(address(BOB)).balance().baseUnits()).isEqualTo(1_000_500);
    }

    @Test
    void sending_the_same_again_returns_the_first_outcome() {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        client.submit(payment);
        assertThat(client.submit(payment).state()).isEqualTo(TransactionState.PENDING);
        node.makeBlock();
        TransactionStatus again = client.submit(payment);
        assertThat(again.state()).isEqualTo(TransactionState.FINAL);
        assertThat(again.id()).isEqualTo(payment.id());
        assertThat(client.account(address(ALICE)).balance().baseUnits()).isEqualTo(999_499);
    }

    @Test
    void waiting_ends_with_the_receipt() {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        CompletableFuture<TransactionStatus> waiting =
                CompletableFuture.supplyAsync(() -> client.submitAndWait(payment, Duration.ofSeconds(10)));
        while (node.pending(payment.id()).isEmpty()) {
            Thread.onSpinWait();
        }
        node.makeBlock();
        assertThat(waiting.join().state()).isEqualTo(TransactionState.FINAL);
        assertThat(waiting.join().inclusion().orElseThrow().feePaid().baseUnits())
                .isEqualTo(1);
    }

    @Test
    void a_wait_that_runs_out_is_no_error() {
        TransactionStatus status = client.submitAndWait(network.pay(ALICE, 1, BOB, 500), Duration.ofMillis(20));
        assertThat(status.state()).isEqualTo(TransactionState.PENDING);
    }

    @Test
    void waiting_ends_when_the_payment_has_expired() {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        CompletableFuture<TransactionStatus> waiting =
                CompletableFuture.supplyAsync(() -> client.submitAndWait(payment, Duration.ofSeconds(30)));
        while (node.pending(payment.id()).isEmpty()) {
            Thread.onSpinWait();
        }
        node.forget(payment.id());
        node.pass(payment.body().validUntilMs() - node.nowMs());
        node.makeBlock();
        assertThat(waiting.join()).isEqualTo(TransactionStatus.of(payment.id(), TransactionState.EXPIRED));
    }

    @Test
    void waiting_ends_when_another_payment_took_the_idempotency_key() {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        Transaction other = network.pay(ALICE, 1, BOB, 700);
        CompletableFuture<TransactionStatus> waiting =
                CompletableFuture.supplyAsync(() -> client.submitAndWait(payment, Duration.ofSeconds(30)));
        while (node.pending(payment.id()).isEmpty()) {
            Thread.onSpinWait();
        }
        node.forget(payment.id());
        node.submit(List.of(other));
        node.makeBlock();
        assertThatThrownBy(waiting::join).cause().isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("IDEMPOTENCY_CONFLICT");
            assertThat(refused.problem().firstTransactionId()).contains(other.id());
            assertThat(refused.problem().transactionId()).contains(payment.id());
        });
    }

    /** What is taken must never be told as if it were not: its sender would pay once more. */
    @Test
    void what_fails_after_a_payment_was_taken_is_told_as_pending() {
        node.failWaiting();
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        TransactionStatus status = client.submitAndWait(payment, Duration.ofSeconds(5));
        assertThat(status).isEqualTo(TransactionStatus.of(payment.id(), TransactionState.PENDING));
    }

    @Test
    void a_batch_has_one_result_per_transaction() {
        Transaction good = network.pay(ALICE, 1, BOB, 500);
        Transaction tooMuch = network.pay(ALICE, 2, BOB, 5_000_000);
        List<SubmissionResult> results = client.submit(List.of(good, tooMuch));
        assertThat(results.getFirst()).isInstanceOf(SubmissionResult.Accepted.class);
        assertThat(results.getLast()).isInstanceOfSatisfying(SubmissionResult.Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("INSUFFICIENT_FUNDS");
            assertThat(refused.problem().transactionId()).contains(tooMuch.id());
        });
    }

    @Test
    void json_and_borsh_name_the_same_transaction() throws Exception {
        Transaction payment = network.pay(ALICE, 1, BOB, 500);
        byte[] body = json.writeValueAsBytes(new TransactionMapper(network.genesisHash(), addresses).toData(payment));
        var response = post("/v1/transactions", "application/json", body);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(tree(response).path("id").asString()).isEqualTo(payment.id().hex());
        assertThat(client.submit(payment).state()).isEqualTo(TransactionState.PENDING);
    }

    @Test
    void a_second_use_of_an_idempotency_key_names_the_first_transaction() {
        Transaction first = network.pay(ALICE, 1, BOB, 500);
        client.submit(first);
        node.makeBlock();
        assertThatThrownBy(() -> client.submit(network.pay(ALICE, 1, BOB, 501)))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(409);
                    assertThat(e.code()).isEqualTo("IDEMPOTENCY_CONFLICT");
                    assertThat(e.problem().firstTransactionId()).contains(first.id());
                });
    }

    @Test
    void only_a_head_past_its_validity_makes_an_unknown_transaction_expired() {
        Transaction payment = Transaction.sign(
                network.genesisHash(),
                network.body(ALICE, 1, TestNetwork.address(BOB), 5, TestNetwork.GENESIS_TIME + 1_000),
                ALICE);
        long validUntil = payment.body().validUntilMs();
        assertThat(client.transaction(payment.id(), validUntil).state()).isEqualTo(TransactionState.UNKNOWN);
        node.makeBlock();
        assertThat(client.transaction(payment.id(), validUntil).state()).isEqualTo(TransactionState.UNKNOWN);
        node.makeBlock();
        assertThat(client.transaction(payment.id(), validUntil).state()).isEqualTo(TransactionState.EXPIRED);
    }
}
