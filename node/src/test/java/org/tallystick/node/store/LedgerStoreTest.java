package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.names.NameFreed;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader.Position;
import org.tallystick.node.store.StoreException.Kind;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

final class LedgerStoreTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair BOB = key("bob");
    private static final KeyPair CAROL = key("carol");

    private final TestNetwork network = TestNetwork.of("testing", ALICE, BOB);
    private final TestChain chain = new TestChain(network.genesis());

    @TempDir
    Path directory;

    @Test
    void a_new_store_holds_the_genesis_block() {
        try (LedgerStore store = open()) {
            assertThat(store.head().header()).isEqualTo(chain.head().header());
            assertThat(store.head().header().height()).isEqualTo(Height.ZERO);
            assertThat(balance(store, ALICE)).isEqualTo(1_000_000);
            assertThat(store.accountCount()).isEqualTo(2);
            assertThat(store.transactionCount()).isZero();
            assertThat(store.fullBlock(Height.ZERO)).contains(chain.head());
        }
    }

    @Test
    void every_question_has_the_same_answer_after_reopening() {
        List<FinalBlock> blocks =
                List.of(chain.next(payments(0, 40)), chain.next(List.of()), chain.next(payments(40, 17)));
        try (LedgerStore store = open()) {
            store.append(blocks.subList(0, 1));
            store.append(blocks.subList(1, 3));
            assertHolds(store, blocks);
        }
        try (LedgerStore store = open()) {
            assertHolds(store, blocks);
        }
    }

    @Test
    void what_happened_by_itself_is_found_by_block_and_by_account_and_is_no_transaction() {
        FinalBlock paid = chain.next(payments(0, 3));
        List<LedgerRecord> freed = List.of(
                new NameFreed("somebody", address(CAROL), Amount.ofBaseUnits(5)),
                new NameFreed("wonderland", address(ALICE), Amount.ofBaseUnits(5)));
        try (LedgerStore store = open()) {
            store.append(List.of(
                    new FinalBlock(paid.block(), paid.receipts(), freed, paid.diff(), paid.finalization()),
                    chain.next(payments(3, 2))));
            assertThat(store.records(Height.of(1)).stream().map(StoredRecord::record))
                    .isEqualTo(freed);
            assertThat(store.records(Height.of(2))).isEmpty();
            assertThat(store.accountRecords(address(ALICE), Height.of(9), 10))
                    .containsExactly(new StoredRecord(
                            freed.get(1), Height.of(1), 1, paid.block().header().timeMs()));
            assertThat(store.accountRecords(address(ALICE), Height.of(1), 10)).isEmpty();
            assertThat(store.accountRecords(address(BOB), Height.of(9), 10)).isEmpty();
            assertThat(store.accountTransactions(address(ALICE), Optional.empty(), 10))
                    .hasSize(5);
            assertThat(store.accountTransactions(address(BOB), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    private void assertHolds(LedgerStore store, List<FinalBlock> blocks) {
        FinalBlock last = blocks.getLast();
        assertThat(store.head().hash()).isEqualTo(last.block().hash());
        assertThat(store.head().finalization()).isEqualTo(last.finalization());
        long transactions = 0;
        for (FinalBlock each : blocks) {
            Height height = each.block().height();
            StoredBlock stored = store.block(height).orElseThrow();
            assertThat(stored.header()).isEqualTo(each.block().header());
            assertThat(stored.finalization()).isEqualTo(each.finalization());
            assertThat(stored.sizeBytes()).isEqualTo(each.block().encoded().length);
            assertThat(store.block(each.block().hash())).contains(stored);
            assertThat(store.fullBlock(height).orElseThrow().encoded())
                    .isEqualTo(each.block().encoded());
            assertTransactions(store, each);
            transactions += each.receipts().size();
        }
        assertThat(store.transactionCount()).isEqualTo(transactions);
        assertThat(store.accountCount()).isEqualTo(3 + authoritiesPaid());
        for (KeyPair each : List.of(ALICE, BOB, CAROL)) {
            assertThat(store.account(address(each))).isEqualTo(Accounts.read(chain.state(), address(each)));
        }
    }

    /** Blocks 1 and 3 carry fees, and are led by different authorities. */
    private static long authoritiesPaid() {
        return 2;
    }

    private static void assertTransactions(LedgerStore store, FinalBlock block) {
        Height height = block.block().height();
        List<StoredTransaction> stored = store.transactions(height);
        assertThat(stored).hasSize(block.receipts().size());
        for (int i = 0; i < stored.size(); i++) {
            Transaction transaction = block.block().transactions().get(i);
            StoredTransaction expected = new StoredTransaction(
                    transaction,
                    block.receipts().get(i),
                    height,
                    i,
                    block.block().header().timeMs());
            assertThat(stored.get(i)).isEqualTo(expected);
            assertThat(store.transaction(transaction.id())).contains(expected);
        }
    }

    @Test
    void what_is_not_there_is_empty() {
        try (LedgerStore store = open()) {
            assertThat(store.block(Height.of(1))).isEmpty();
            assertThat(store.block(Hash.ZERO)).isEmpty();
            assertThat(store.fullBlock(Height.of(1))).isEmpty();
            assertThat(store.transactions(Height.of(1))).isEmpty();
            assertThat(store.transaction(Hash.ZERO)).isEmpty();
            assertThat(store.account(address(CAROL))).isEmpty();
            assertThat(store.accountTransactions(address(BOB), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    void pages_through_an_account_from_the_newest_transaction_to_the_oldest() {
        List<FinalBlock> blocks = List.of(chain.next(payments(0, 40)), chain.next(payments(40, 3)));
        try (LedgerStore store = open()) {
            store.append(blocks);
            List<StoredTransaction> paged = new ArrayList<>();
            Optional<Position> before = Optional.empty();
            for (int page = 0; page < 7; page++) {
                List<StoredTransaction> found = store.accountTransactions(address(CAROL), before, 7);
                paged.addAll(found);
                StoredTransaction oldest = found.getLast();
                before = Optional.of(new Position(oldest.height(), oldest.index()));
            }
            assertThat(store.accountTransactions(address(CAROL), before, 7)).isEmpty();
            List<StoredTransaction> expected = new ArrayList<>(store.transactions(Height.of(1)));
            expected.addAll(store.transactions(Height.of(2)));
            assertThat(paged).isEqualTo(expected.reversed());
        }
    }

    @Test
    void a_failed_payment_is_in_the_senders_history_and_not_in_the_receivers() {
        Transaction tooMuch = unsigned(0, 2_000_000);
        FinalBlock block = chain.next(List.of(tooMuch));
        assertThat(block.receipts().getFirst().outcome()).isInstanceOf(Receipt.Outcome.Failed.class);
        try (LedgerStore store = open()) {
            store.append(List.of(block));
            assertThat(store.accountTransactions(address(ALICE), Optional.empty(), 10))
                    .hasSize(1);
            assertThat(store.accountTransactions(address(BOB), Optional.empty(), 10))
                    .isEmpty();
        }
    }

    @Test
    void appending_again_changes_nothing() {
        FinalBlock first = chain.next(payments(0, 5));
        FinalBlock second = chain.next(payments(5, 5));
        try (LedgerStore store = open()) {
            store.append(List.of(first));
            store.append(List.of(first));
            store.append(List.of(first, second));
            assertThat(store.transactionCount()).isEqualTo(10);
            assertThat(store.head().hash()).isEqualTo(second.block().hash());
            assertThat(balance(store, CAROL)).isEqualTo(10);
        }
    }

    @Test
    void refuses_a_gap_and_stores_nothing_of_it() {
        FinalBlock first = chain.next(payments(0, 1));
        FinalBlock second = chain.next(payments(1, 1));
        FinalBlock third = chain.next(payments(2, 1));
        try (LedgerStore store = open()) {
            assertRefused(Kind.NOT_NEXT, () -> store.append(List.of(second)));
            assertRefused(Kind.NOT_NEXT, () -> store.append(List.of(first, third)));
            assertThat(store.head().header().height()).isEqualTo(Height.ZERO);
            assertThat(store.block(Height.of(1))).isEmpty();
        }
    }

    @Test
    void refuses_a_block_on_another_parent_and_another_block_at_a_stored_height() {
        TestChain fork = new TestChain(network.genesis());
        FinalBlock first = chain.next(payments(0, 1));
        FinalBlock otherFirst = fork.next(payments(0, 2));
        FinalBlock otherSecond = fork.next(List.of());
        try (LedgerStore store = open()) {
            store.append(List.of(first));
            assertRefused(Kind.NOT_NEXT, () -> store.append(List.of(otherFirst)));
            assertRefused(Kind.NOT_NEXT, () -> store.append(List.of(otherSecond)));
            assertThat(store.head().hash()).isEqualTo(first.block().hash());
        }
    }

    @Test
    void a_snapshot_stands_still_while_the_state_moves_on() {
        try (LedgerStore store = open()) {
            try (LedgerReader.Snapshot snapshot = store.snapshot()) {
                store.append(List.of(chain.next(payments(0, 3))));
                assertThat(snapshot.block().header().height()).isEqualTo(Height.ZERO);
                assertThat(Accounts.read(snapshot.state(), address(CAROL))).isEmpty();
                assertThat(balance(store, CAROL)).isEqualTo(3);
            }
            try (LedgerReader.Snapshot snapshot = store.snapshot()) {
                assertThat(snapshot.block()).isEqualTo(store.head());
                assertThat(Accounts.read(snapshot.state(), address(CAROL))).isPresent();
            }
        }
    }

    @Test
    void blocks_execute_on_the_stored_state_as_on_the_one_in_memory() {
        try (LedgerStore store = open()) {
            for (int i = 0; i < 5; i++) {
                store.append(List.of(chain.next(payments(10 * i, 10))));
            }
            StateReader stored = store.state();
            assertThat(StateTree.root(stored)).isEqualTo(store.head().header().stateRoot());
        }
    }

    @Test
    void readers_on_other_threads_see_each_block_by_the_time_its_append_returns() throws Exception {
        AtomicLong appended = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        try (LedgerStore store = open();
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(readers.submit(() -> {
                    while (!done.get()) {
                        long before = appended.get();
                        long balance = store.account(address(CAROL))
                                .map(account -> account.balance().baseUnits())
                                .orElse(0L);
                        assertThat(balance).isBetween(before, appended.get() + 1);
                    }
                }));
            }
            for (int i = 1; i <= 300; i++) {
                store.append(List.of(chain.next(payments(i, 1))));
                appended.set(i);
            }
            done.set(true);
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    @Test
    void refuses_the_ledger_of_another_network() {
        open().close();
        TestNetwork other = TestNetwork.of("another", ALICE, BOB);
        assertRefused(Kind.OTHER_NETWORK, () -> LedgerStore.open(directory, other.genesis()));
        open().close();
    }

    @Test
    void refuses_to_share_its_directory() {
        try (LedgerStore first = open()) {
            assertRefused(Kind.IN_USE, this::open);
            assertThat(first.head()).isNotNull();
        }
    }

    @Test
    void refuses_readers_after_it_was_closed() {
        LedgerStore store = open();
        LedgerReader.Snapshot snapshot = store.snapshot();
        store.close();
        assertRefused(Kind.CLOSED, () -> store.transaction(Hash.ZERO));
        assertRefused(Kind.CLOSED, () -> Accounts.read(snapshot.state(), address(ALICE)));
        snapshot.close();
        store.close();
    }

    @Test
    void its_directory_is_its_owners_alone() throws IOException {
        Path made = directory.resolve("made");
        LedgerStore.open(made, network.genesis()).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    private LedgerStore open() {
        return LedgerStore.open(directory, network.genesis());
    }

    /** Payments of 1 from Alice to Carol. */
    private List<Transaction> payments(int from, int count) {
        List<Transaction> payments = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            payments.add(unsigned(i, 1));
        }
        return payments;
    }

    private Transaction unsigned(long number, long amount) {
        return network.unsigned(network.body(ALICE, number, address(CAROL), amount), ALICE);
    }

    private static long balance(LedgerStore store, KeyPair key) {
        return store.account(address(key)).orElseThrow().balance().baseUnits();
    }

    private static void assertRefused(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
