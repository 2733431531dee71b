package org.tallystick.testnet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.api.Inclusion;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.TransactionState;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Signatory;

/** Each of those who watch over a run must notice a broken word, and be content when none was broken. */
@Timeout(60)
final class CheckersTest {
    private static final Hash PAYMENT = Hash.fromHex("ab".repeat(32));
    private static final Acknowledged TOLD = new Acknowledged(PAYMENT, Long.MAX_VALUE, 0, 5, FalseNode.at(3, 1));

    private final Books books = new Books();
    private final FalseNode node;
    private final FalseNode other;

    CheckersTest() throws IOException {
        node = new FalseNode();
        other = new FalseNode();
    }

    @AfterEach
    void close() {
        node.close();
        other.close();
    }

    /** Over once it was asked so often; what is late then will never come. */
    private static Ending after(int looks) {
        return new Ending() {
            private int left = looks;
            private int late;

            @Override
            public boolean over() {
                return left-- <= 0;
            }

            @Override
            public boolean overFor(Duration time) {
                return ++late > 100;
            }
        };
    }

    @Test
    void books_take_no_other_place_for_the_one_that_was_told() {
        books.compare(TOLD, FalseNode.at(3, 1), "node-1");
        assertThat(books.violations()).isEmpty();

        books.compare(TOLD, FalseNode.at(3, 2), "node-1");
        assertThat(books.violations()).singleElement().asString().contains("node-1", PAYMENT.toString());
    }

    @Test
    void books_keep_every_payment_and_a_bounded_number_of_violations() {
        books.acknowledged(TOLD, 7);
        for (int i = 0; i < 1_000; i++) {
            books.violated("again");
        }
        assertThat(books.payments()).containsExactly(TOLD);
        assertThat(books.latencies()).containsExactly(7L);
        assertThat(books.violations()).hasSize(100);
    }

    @Test
    void a_node_that_goes_back_is_noticed() throws Exception {
        Watcher watcher = new Watcher("node-0", node.client(), books);
        node.says(9);
        watcher.run(after(1));
        assertThat(books.violations()).isEmpty();

        node.says(8);
        watcher.run(after(1));

        assertThat(books.violations()).singleElement().asString().contains("went back from height 9 to 8");
    }

    @Test
    void a_node_that_has_the_block_and_not_the_payment_is_noticed() throws Exception {
        books.acknowledged(TOLD, 1);
        Watcher watcher = new Watcher("node-0", node.client(), books);
        node.says(2);
        watcher.run(after(1));
        assertThat(books.violations()).as("it has not come to the block").isEmpty();

        node.says(3);
        watcher.run(after(1));

        assertThat(books.violations()).singleElement().asString().contains("UNKNOWN", "which is final");
    }

    @Test
    void a_node_that_has_the_payment_elsewhere_is_noticed() throws Exception {
        books.acknowledged(TOLD, 1);
        node.says(3);
        node.answersQuestions(id -> FalseNode.included(id, FalseNode.at(2, 0)));

        new Watcher("node-0", node.client(), books).run(after(1));

        assertThat(books.violations()).singleElement().asString().contains("it was acknowledged at");
    }

    @Test
    void a_payer_sends_one_transaction_from_node_to_node_until_it_is_final() throws Exception {
        node.answersSubmissions(id -> Problem.of(ProblemCode.NODE_NOT_READY, "not now"));
        Inclusion place = FalseNode.at(4, 0);
        other.answersSubmissions(id -> FalseNode.included(id, place));

        for (int number = 0; number < 8; number++) {
            payer(number).run(0, after(1));
        }

        assertThat(books.violations()).isEmpty();
        assertThat(books.payments())
                .hasSize(8)
                .allMatch(told -> told.inclusion().equals(place));
        assertThat(node.submitted()).isNotEmpty();
        assertThat(other.submitted().stream().map(each -> each.id()).distinct())
                .hasSize(8)
                .containsAll(node.submitted().stream().map(each -> each.id()).toList());
    }

    @Test
    void a_payment_that_fails_is_a_violation() throws Exception {
        both(TransactionState.FAILED);
        payer(0).run(0, after(1));
        assertThat(books.violations()).singleElement().asString().contains("is FAILED");
        assertThat(books.payments()).isEmpty();
    }

    @Test
    void a_payment_that_is_refused_for_good_is_a_violation() throws Exception {
        for (FalseNode each : List.of(node, other)) {
            each.answersSubmissions(id -> Problem.of(ProblemCode.BAD_SIGNATURE, "not signed"));
        }
        payer(0).run(0, after(1));
        assertThat(books.violations()).singleElement().asString().contains("is refused: not signed");
    }

    @Test
    void a_payment_that_is_never_final_is_a_violation() throws Exception {
        both(TransactionState.PENDING);
        Ending soon = new Ending() {
            private int asked;

            @Override
            public boolean over() {
                return asked > 0;
            }

            @Override
            public boolean overFor(Duration time) {
                return ++asked > 3;
            }
        };
        payer(0).run(0, soon);
        assertThat(books.violations()).singleElement().asString().contains("is not final though");
        assertThat(books.retries()).isEqualTo(3);
    }

    @Test
    void a_payment_that_is_sent_once_more_and_paid_again_is_noticed() throws Exception {
        for (FalseNode each : List.of(node, other)) {
            each.answersSubmissions(id -> FalseNode.included(
                    id,
                    FalseNode.at(1, node.submitted().size() + other.submitted().size())));
        }
        payer(0).run(0, after(100));
        assertThat(books.violations()).isNotEmpty().allMatch(each -> each.contains("it was acknowledged at"));
    }

    @Test
    void nodes_that_do_not_catch_up_are_named_and_not_waited_for_without_end() {
        node.says(7);
        other.says(3);
        assertThat(Laggards.among(List.of(node.client(), other.client()), Duration.ofMillis(50)))
                .singleElement()
                .asString()
                .contains(other.client().base().toString(), "height 3", "at 7");

        other.says(7);
        assertThat(Laggards.among(List.of(node.client(), other.client()), Duration.ofMinutes(1)))
                .isEmpty();
    }

    private void both(TransactionState state) {
        node.answersSubmissions(id -> FalseNode.status(id, state));
        other.answersSubmissions(id -> FalseNode.status(id, state));
    }

    private Payer payer(int number) {
        Signatory signatory = new Signatory(FalseNode.GENESIS, "test", Amount.ZERO, Long.MAX_VALUE);
        return new Payer(number, 9, List.of(node.client(), other.client()), signatory, books);
    }
}
