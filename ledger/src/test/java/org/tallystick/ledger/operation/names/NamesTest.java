package org.tallystick.ledger.operation.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.operation.names.NamesNetwork.DEPOSIT;
import static org.tallystick.ledger.operation.names.NamesNetwork.REST_MS;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.address;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.execution.Built;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.execution.Verdict;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.ledger.state.DueQueue;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;

class NamesTest {
    private static final Amount ONE = Amount.ofBaseUnits(DEPOSIT);

    private final Genesis genesis = NamesNetwork.genesis(ALICE, BOB, CAROL);
    private final TestLedger ledger = new TestLedger(genesis);
    private long number;

    private Receipt.Outcome run(KeyPair from, Operation... operations) {
        Transaction transaction = NamesNetwork.transaction(
                genesis, from, ++number, ledger.header().timeMs(), operations);
        Built built = ledger.append(transaction);
        assertThat(built.refused()).isEmpty();
        return built.executed().receipts().getFirst().outcome();
    }

    private void applies(KeyPair from, Operation... operations) {
        assertThat(run(from, operations)).isEqualTo(new Receipt.Outcome.Applied());
    }

    private void fails(RefusalCode code, KeyPair from, Operation... operations) {
        long before = ledger.balance(address(from));
        assertThat(run(from, operations)).isEqualTo(new Receipt.Outcome.Failed(code, operations.length - 1));
        assertThat(ledger.balance(address(from))).isEqualTo(before);
    }

    private static RegisterName register(String name) {
        return new RegisterName(name, ONE);
    }

    private Optional<NameRow> row(String name) {
        return Names.BY_SKELETON.read(ledger.state(), Skeleton.of(name));
    }

    /** A block {@code ms} later, and what happened in it by itself. */
    private List<LedgerRecord> recordsAfter(long ms) {
        Built built = ledger.executor().build(ledger.parent(), ledger.slot(ms), List.of(), Limits.PROTOCOL);
        Verdict verdict =
                ledger.executor().verify(ledger.parent(), built.executed().block());
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        assertThat(built.executed().block().header().recordCount())
                .isEqualTo(built.executed().records().size());
        ledger.sleep(ms);
        return built.executed().records();
    }

    @Test
    void a_name_costs_its_deposit_and_names_its_holder() {
        applies(ALICE, register("alice"));
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000 - DEPOSIT);
        assertThat(row("alice").orElseThrow().named()).contains(address(ALICE));
        assertThat(Names.BY_HOLDER.read(ledger.state(), address(ALICE))).contains(new HeldName("alice"));
    }

    @Test
    void a_name_is_held_once_and_so_is_what_looks_like_it() {
        applies(ALICE, register("alice"));
        fails(RefusalCode.NAME_TAKEN, BOB, register("alice"));
        fails(RefusalCode.NAME_TAKEN, BOB, register("al1ce"));
        fails(RefusalCode.NAME_TAKEN, ALICE.equals(BOB) ? ALICE : BOB, register("a-lice"));
        applies(BOB, register("bob"));
    }

    @Test
    void an_account_has_one_name() {
        applies(ALICE, register("alice"));
        fails(RefusalCode.HAS_NAME, ALICE, register("wonderland"));
    }

    @Test
    void reserved_names_and_those_of_authorities_are_nobodys() {
        fails(RefusalCode.NAME_RESERVED, ALICE, register("admin"));
        fails(RefusalCode.NAME_RESERVED, ALICE, register("adrnin"));
        fails(RefusalCode.NAME_RESERVED, ALICE, register("node-0"));
        fails(RefusalCode.NAME_RESERVED, ALICE, register("nodeo"));
        fails(RefusalCode.NAME_RESERVED, ALICE, register("tst1q9x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "-abc",
                "abc-",
                "a--b",
                "Alice",
                "al ice",
                "älice",
                "12345",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void what_is_no_name_is_refused_before_any_block(String name) {
        assertThat(register(name).check().orElseThrow().code()).isEqualTo(RefusalCode.BAD_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "0x0", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_name_is_three_to_thirty_two_letters_digits_and_hyphens(String name) {
        assertThat(register(name).check()).isEmpty();
    }

    @Test
    void the_deposit_is_what_the_genesis_says() {
        fails(RefusalCode.WRONG_DEPOSIT, ALICE, new RegisterName("alice", Amount.ofBaseUnits(DEPOSIT - 1)));
        fails(RefusalCode.WRONG_DEPOSIT, ALICE, new RegisterName("alice", Amount.ZERO));
        applies(ALICE, TestNetwork.transfer(BOB, 950));
        fails(RefusalCode.INSUFFICIENT_FUNDS, ALICE, register("alice"));
        assertThat(row("alice")).isEmpty();
    }

    @Test
    void a_released_name_rests_and_only_its_last_holder_gets_it_back() {
        applies(ALICE, register("alice"));
        applies(ALICE, new ReleaseName());
        assertThat(row("alice").orElseThrow().named()).isEmpty();
        fails(RefusalCode.NAME_RESTS, BOB, register("alice"));
        fails(RefusalCode.WRONG_DEPOSIT, ALICE, register("alice"));
        applies(ALICE, new RegisterName("alice", Amount.ZERO));
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000 - DEPOSIT);
        assertThat(recordsAfter(REST_MS + 120_000)).isEmpty();
        assertThat(row("alice").orElseThrow().named()).contains(address(ALICE));
        fails(RefusalCode.NO_NAME, BOB, new ReleaseName());
    }

    @Test
    void after_its_rest_a_name_is_free_and_the_deposit_is_back() {
        applies(ALICE, register("alice"));
        applies(ALICE, new ReleaseName());
        assertThat(recordsAfter(REST_MS - 1_000)).isEmpty();
        assertThat(recordsAfter(61_001)).containsExactly(new NameFreed("alice", address(ALICE), ONE));
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000);
        assertThat(row("alice")).isEmpty();
        applies(BOB, register("alice"));
    }

    @Test
    void a_name_released_twice_is_freed_once_and_at_the_later_time() {
        applies(ALICE, register("alice"));
        applies(ALICE, new ReleaseName());
        ledger.sleep(REST_MS / 2);
        applies(ALICE, new RegisterName("alice", Amount.ZERO));
        applies(ALICE, new ReleaseName());
        assertThat(recordsAfter(REST_MS / 2 + 60_000)).isEmpty();
        assertThat(recordsAfter(REST_MS / 2 + 60_000)).hasSize(1);
        assertThat(recordsAfter(REST_MS)).isEmpty();
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000);
    }

    @Test
    void however_often_a_name_is_released_one_piece_of_work_waits_for_it() {
        applies(ALICE, register("alice"));
        for (int i = 0; i < 3; i++) {
            Operation[] many = new Operation[100];
            for (int j = 0; j < many.length; j += 2) {
                many[j] = new ReleaseName();
                many[j + 1] = new RegisterName("alice", Amount.ZERO);
            }
            applies(ALICE, many);
        }
        assertThat(DueQueue.FRONT.read(ledger.state(), true).orElseThrow().waiting())
                .isOne();
        assertThat(recordsAfter(REST_MS + 120_000)).isEmpty();
        assertThat(DueQueue.FRONT.read(ledger.state(), true)).isEmpty();
        applies(ALICE, new ReleaseName());
        assertThat(recordsAfter(REST_MS + 120_000)).hasSize(1);
    }

    @Test
    void a_name_is_handed_over_when_the_other_claims_it() {
        applies(ALICE, register("shop"));
        applies(ALICE, new TransferName(address(BOB)));
        assertThat(row("shop").orElseThrow().named()).contains(address(ALICE));
        fails(RefusalCode.NOT_OFFERED, CAROL, new ClaimName("shop", address(ALICE), ONE));
        fails(RefusalCode.NOT_OFFERED, BOB, new ClaimName("shop", address(CAROL), ONE));
        fails(RefusalCode.WRONG_DEPOSIT, BOB, new ClaimName("shop", address(ALICE), Amount.ZERO));
        applies(BOB, new ClaimName("shop", address(ALICE), ONE));
        assertThat(row("shop").orElseThrow().named()).contains(address(BOB));
        assertThat(ledger.balance(address(ALICE))).isEqualTo(1_000);
        assertThat(ledger.balance(address(BOB))).isEqualTo(1_000 - DEPOSIT);
        assertThat(Names.BY_HOLDER.read(ledger.state(), address(ALICE))).isEmpty();
        fails(RefusalCode.NOT_OFFERED, BOB, new ClaimName("shop", address(ALICE), ONE));
    }

    @Test
    void who_has_a_name_claims_no_other_and_an_offer_ends_after_a_day() {
        applies(ALICE, register("shop"));
        applies(BOB, register("bob"));
        applies(ALICE, new TransferName(address(BOB)));
        fails(RefusalCode.HAS_NAME, BOB, new ClaimName("shop", address(ALICE), ONE));
        applies(ALICE, new TransferName(address(CAROL)));
        ledger.sleep(Names.OFFER_MS + 1);
        fails(RefusalCode.NOT_OFFERED, CAROL, new ClaimName("shop", address(ALICE), ONE));
    }

    @Test
    void releasing_takes_an_offer_back() {
        applies(ALICE, register("shop"));
        applies(ALICE, new TransferName(address(BOB)));
        applies(ALICE, new ReleaseName());
        fails(RefusalCode.NOT_OFFERED, BOB, new ClaimName("shop", address(ALICE), ONE));
    }

    @Test
    void all_or_nothing_goes_for_names_as_well() {
        fails(RefusalCode.HAS_NAME, ALICE, register("first"), register("second"));
        assertThat(row("first")).isEmpty();
        applies(ALICE, register("first"), new ReleaseName(), new RegisterName("flrst", Amount.ZERO));
        assertThat(row("first").orElseThrow().name()).isEqualTo("flrst");
    }

    @Test
    void whom_a_name_names_is_proven_and_so_is_that_it_names_nobody() {
        applies(ALICE, register("alice"));
        var certificate = TestNetwork.finalization(genesis, ledger.header(), 0, 1, 2);
        ProofVerifier verifier = new ProofVerifier(genesis);
        for (String name : List.of("alice", "nobody")) {
            StateProof proof = StateProof.of(
                    ledger.state(), Names.BY_SKELETON.key(Skeleton.of(name)), ledger.header(), certificate);
            assertThat(verifier.verify(proof)).isInstanceOf(ProofVerdict.Proven.class);
            assertThat(proof.isOf(Names.BY_SKELETON, Skeleton.of(name))).isTrue();
            assertThat(proof.row(Names.BY_SKELETON).flatMap(NameRow::named))
                    .isEqualTo(name.equals("alice") ? Optional.of(address(ALICE)) : Optional.empty());
        }
    }
}
