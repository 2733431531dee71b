package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.testing.HeaderFields;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;

/** Whatever a valid block claims, claimed otherwise, is found out and named. */
class InvalidBlockTest {
    private static final Hash OTHER = TestNetwork.genesis(99).hash();

    private final Genesis genesis = TestNetwork.genesis();
    private final TestLedger ledger = new TestLedger(genesis);
    private final Transaction first = pay(genesis, ALICE, 1, transfer(BOB, 1));
    private final Transaction second = pay(genesis, BOB, 1, transfer(ALICE, 1));
    private final Block valid;

    InvalidBlockTest() {
        ledger.sleep(1_000);
        valid = ledger.build(first, second).executed().block();
    }

    static Stream<Arguments> alterations() {
        return HeaderFields.alterations(OTHER).map(each -> Arguments.of(each.field(), each.change()));
    }

    @Test
    void the_block_itself_is_valid() {
        assertThat(verify(valid.header(), valid.transactions())).isInstanceOf(Verdict.Valid.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void an_altered_field_is_named(String field, HeaderFields.Change change) {
        assertThat(reason(change.apply(valid.header()), valid.transactions())).startsWith(field);
    }

    @Test
    void time_must_move() {
        BlockHeader parent = ledger.header();
        assertThat(reason(HeaderFields.withTime(valid.header(), parent.timeMs()), valid.transactions()))
                .startsWith("timeMs");
    }

    @Test
    void a_view_must_be_after_its_parents() {
        assertThat(reason(HeaderFields.withView(valid.header(), ledger.header().view()), valid.transactions()))
                .startsWith("view");
    }

    @Test
    void a_view_has_one_leader() {
        BlockHeader inAnothersTurn =
                HeaderFields.withView(valid.header(), valid.header().view().next());
        assertThat(reason(inAnothersTurn, valid.transactions())).startsWith("proposer");
    }

    @Test
    void transactions_in_another_order_have_another_root() {
        assertThat(reason(valid.header(), List.of(second, first))).startsWith("transactionsRoot");
    }

    @Test
    void another_signature_of_the_same_transaction_has_another_root() {
        Transaction resigned = Transaction.of(genesis.hash(), first.body(), second.authorizations());
        assertThat(reason(valid.header(), List.of(resigned, second))).startsWith("transactionsRoot");
    }

    @Test
    void a_transaction_that_may_not_stand_in_a_block_is_named_with_its_place() {
        assertThat(reason(valid.header(), List.of(first, first)))
                .startsWith("transaction 1")
                .contains("ALREADY_INCLUDED");
        Transaction poor = pay(genesis, CAROL, 1, transfer(BOB, 1));
        assertThat(reason(valid.header(), List.of(poor)))
                .startsWith("transaction 0")
                .contains("UNKNOWN_ACCOUNT");
        Transaction nothing = pay(genesis, ALICE, 1);
        assertThat(reason(valid.header(), List.of(nothing)))
                .startsWith("transaction 0")
                .contains("NO_OPERATIONS");
        Transaction zero = pay(genesis, ALICE, 1, new Transfer(TestNetwork.address(BOB), Amount.ZERO));
        assertThat(reason(valid.header(), List.of(zero)))
                .startsWith("transaction 0")
                .contains("AMOUNT_ZERO");
    }

    @Test
    void a_transaction_that_has_expired_at_the_blocks_time_is_named() {
        BlockHeader late = HeaderFields.withTime(valid.header(), first.body().validUntilMs() + 1);
        assertThat(reason(late, valid.transactions()))
                .startsWith("transaction 0")
                .contains("EXPIRED");
    }

    @Test
    void more_transactions_than_allowed_are_not_executed() {
        List<Transaction> many = new ArrayList<>(Collections.nCopies(Block.MAX_TRANSACTIONS + 1, first));
        assertThat(reason(valid.header(), many)).contains("10001 transactions").contains("limit");
    }

    @Test
    void more_bytes_than_allowed_are_not_executed() {
        Transfer[] operations = Collections.nCopies(100, transfer(BOB, 1)).toArray(Transfer[]::new);
        Transaction large = pay(genesis, ALICE, 1, operations);
        int count = Block.MAX_SIZE / large.size() + 1;
        assertThat(reason(valid.header(), Collections.nCopies(count, large)))
                .contains("bytes")
                .contains("limit");
    }

    private Verdict verify(BlockHeader header, List<Transaction> transactions) {
        return ledger.executor().verify(ledger.parent(), Block.of(genesis.hash(), header, transactions));
    }

    private String reason(BlockHeader header, List<Transaction> transactions) {
        return switch (verify(header, transactions)) {
            case Verdict.Valid valid -> "valid";
            case Verdict.Invalid invalid -> invalid.reason();
        };
    }
}
