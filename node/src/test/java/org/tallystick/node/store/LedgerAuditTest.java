package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.testing.TestNetwork.address;
import static org.tallystick.node.testing.TestNetwork.key;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.Columns.AccountBlock;
import org.tallystick.node.store.Columns.Accused;
import org.tallystick.node.store.Columns.Expiry;
import org.tallystick.node.store.LedgerAudit.Finding;
import org.tallystick.node.store.LedgerReader.Position;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** Whatever is changed in a stored ledger, even with all checksums right, is found by computing it again. */
final class LedgerAuditTest {
    private static final KeyPair ALICE = key("alice");
    private static final KeyPair BOB = key("bob");
    private static final Height SECOND = Height.of(2);
    private static final View VIEW = View.of(7);

    private final TestNetwork network = TestNetwork.of("testing", ALICE);
    private final List<FinalBlock> blocks = new ArrayList<>();

    @TempDir
    Path home;

    @Test
    void a_ledger_as_written_is_sound() {
        Path directory = fill("sound");
        Block last = blocks.getLast().block();
        assertThat(audit(directory)).isEqualTo(new Finding.Sound(last.height(), last.hash(), 6, 6, List.of()));
    }

    @Test
    void what_was_forgotten_in_time_is_not_missed() {
        Path directory = home.resolve("old");
        TestChain chain = new TestChain(network.genesis());
        try (LedgerStore store = LedgerStore.open(directory, network.genesis())) {
            store.append(List.of(certified(chain.next(List.of(network.pay(ALICE, 1, BOB, 5))))));
            store.append(List.of(certified(chain.next(TestNetwork.GENESIS_TIME + 7_200_000, List.of()))));
        }
        assertThat(audit(directory)).isInstanceOf(Finding.Sound.class);
    }

    @Test
    void blocks_that_no_proof_reaches_are_listed() {
        Path directory = home.resolve("sparse");
        TestChain chain = new TestChain(network.genesis());
        try (LedgerStore store = LedgerStore.open(directory, network.genesis())) {
            List<FinalBlock> sparse = new ArrayList<>(chain.empty(ReceiptProof.MAX_HEADERS + 1).stream()
                    .map(each -> new FinalBlock(
                            each.block(), each.receipts(), each.records(), each.diff(), Optional.empty()))
                    .toList());
            sparse.add(certified(chain.next(List.of())));
            store.append(sparse);
        }
        assertThat(audit(directory))
                .isInstanceOfSatisfying(
                        Finding.Sound.class,
                        sound -> assertThat(sound.unprovable()).containsExactly(new Stretch(Height.of(1), SECOND)));
    }

    @Test
    void a_changed_certificate_is_found() {
        FinalBlock second = blocksOf(fill("few")).get(1);
        assertWrong("signers", 2, batch -> batch.put(Columns.CERTIFICATES, SECOND, finalization(second.block(), 0, 1)));
        Block first = blocks.getFirst().block();
        assertWrong("block", 2, batch -> batch.put(Columns.CERTIFICATES, SECOND, finalization(first, 0, 1, 2)));
        assertWrong("none", 4, batch -> batch.delete(Columns.CERTIFICATES, Height.of(4)));
    }

    @Test
    void a_transaction_that_nobody_signed_is_found() {
        Path directory = home.resolve("unsigned");
        TestChain chain = new TestChain(network.genesis());
        try (LedgerStore store = LedgerStore.open(directory, network.genesis())) {
            Transaction forged = network.unsigned(network.body(ALICE, 1, address(BOB), 5), ALICE);
            store.append(List.of(certified(chain.next(List.of(forged)))));
        }
        assertWrongAt(1, audit(directory));
    }

    @Test
    void changed_blocks_and_transactions_are_found() {
        FinalBlock second = blocksOf(fill("blocks")).get(1);
        FinalBlock third = blocks.get(2);
        assertWrong("missing", 2, batch -> batch.delete(Columns.BLOCKS, SECOND));
        assertWrong("other", 2, batch -> batch.put(Columns.BLOCKS, SECOND, BlockRow.of(third.block())));
        assertWrong("lost", 2, batch -> batch.delete(Columns.TRANSACTIONS, new Position(SECOND, 0)));
        assertWrong(
                "moved",
                2,
                batch -> batch.put(
                        Columns.TRANSACTIONS,
                        new Position(SECOND, 0),
                        Bytes.of(TransactionRun.encode(third.block().transactions(), third.receipts(), 0))));
        Amount none = Amount.ZERO;
        var receipt = second.receipts().getFirst();
        var changed = new Receipt(receipt.transactionId(), receipt.outcome(), none);
        assertWrong(
                "receipt",
                2,
                batch -> batch.put(
                        Columns.TRANSACTIONS,
                        new Position(SECOND, 0),
                        Bytes.of(TransactionRun.encode(second.block().transactions(), List.of(changed), 0))));
    }

    @Test
    void changed_indexes_are_found() {
        Block second = blocksOf(fill("indexes")).get(1).block();
        Transaction paid = second.transactions().getFirst();
        AccountBlock received = new AccountBlock(address(BOB), SECOND);
        assertWrong(
                "position", 2, batch -> batch.put(Columns.TRANSACTION_POSITIONS, paid.id(), new Position(SECOND, 7)));
        assertWrong("height", 2, batch -> batch.put(Columns.BLOCK_HEIGHTS, second.hash(), Height.of(1)));
        assertWrong("history", 2, batch -> batch.delete(Columns.ACCOUNT_BLOCKS, received));
        assertWrong(
                "invented",
                4,
                batch -> batch.put(
                        Columns.ACCOUNT_BLOCKS, new AccountBlock(address(key("eve")), SECOND), new Indexes()));
        assertWrong("second name", 4, batch -> batch.put(Columns.BLOCK_HEIGHTS, paid.id(), SECOND));
    }

    @Test
    void changed_state_is_found() {
        fill("state");
        StateKey bob = Accounts.TABLE.key(address(BOB));
        StateKey eve = Accounts.TABLE.key(address(key("eve")));
        Bytes riches = Bytes.encodingOf(new Account(Amount.ofBaseUnits(1_000_000)));
        SentKey sent = new SentKey(
                address(ALICE), network.body(ALICE, 1, address(BOB), 1).idempotencyKey());
        Bytes page = blocks.getLast().diff().pages().keySet().iterator().next();
        assertWrong("richer", 4, batch -> batch.put(Columns.STATE, bob, riches));
        assertWrong("gone", 4, batch -> batch.delete(Columns.STATE, bob));
        assertWrong("made up", 4, batch -> batch.put(Columns.STATE, eve, riches));
        assertWrong("page", 4, batch -> batch.put(Columns.PAGES, page, riches));
        assertWrong("no page", 4, batch -> batch.delete(Columns.PAGES, page));
        assertWrong("paid again", 4, batch -> batch.delete(Columns.SENT_KEYS, sent));
        Expiry expiry = Expiry.of(
                blocks.getFirst().diff().sentKeys().values().iterator().next(), Height.of(1));
        assertWrong("never forgotten", 4, batch -> batch.delete(Columns.EXPIRIES, expiry));
        assertWrong("forgotten", 4, batch -> batch.put(Columns.EXPIRIES, expiry, new SentKeyList(List.of())));
    }

    @Test
    void changed_totals_and_names_are_found() {
        Block last = blocksOf(fill("totals")).getLast().block();
        Head head = new Head(last.height(), last.hash(), 7, 6);
        assertWrong("totals", 4, batch -> batch.put(Columns.META, Head.KEY, Bytes.encodingOf(head)));
        assertWrong("no head", 0, batch -> batch.delete(Columns.META, Head.KEY));
        assertWrong(
                "network",
                4,
                batch -> batch.put(
                        Columns.META,
                        StoreIdentity.KEY,
                        Bytes.encodingOf(new StoreIdentity(StoreIdentity.FORMAT_VERSION, last.hash()))));
    }

    @Test
    void evidence_that_proves_nothing_is_found() {
        Equivocation proof = equivocation("node-2");
        assertThat(auditWith("proof", new Accused(2, VIEW), proof)).isInstanceOf(Finding.Sound.class);
        assertWrongAt(4, auditWith("other view", new Accused(2, VIEW.next()), proof));
        assertWrongAt(4, auditWith("not by it", new Accused(2, VIEW), equivocation("node-1")));
    }

    private Finding auditWith(String name, Accused accused, Equivocation proof) {
        Path directory = fill(name);
        tamper(directory, batch -> batch.put(Columns.EVIDENCE, accused, proof));
        return audit(directory);
    }

    private Equivocation equivocation(String signer) {
        Ballot skip = Ballot.nullify(Epoch.ZERO, VIEW);
        Ballot keep = Ballot.finalize(Epoch.ZERO, VIEW, network.genesisHash());
        return new Equivocation(2, signed(skip, signer), signed(keep, signer));
    }

    private Equivocation.Signed signed(Ballot ballot, String signer) {
        return new Equivocation.Signed(ballot, key(signer).sign(ballot.digest(network.genesisHash())));
    }

    private static void tamper(Path directory, Consumer<Database.Batch> tampering) {
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            Database.Batch batch = database.batch();
            tampering.accept(batch);
            database.commit(batch);
        }
    }

    private void assertWrong(String what, long height, Consumer<Database.Batch> tampering) {
        Path directory = fill(what);
        tamper(directory, tampering);
        assertThat(audit(directory))
                .as(what)
                .isInstanceOfSatisfying(
                        Finding.Wrong.class,
                        wrong -> assertThat(wrong.height()).as(wrong.what()).isEqualTo(Height.of(height)));
    }

    private static void assertWrongAt(long height, Finding finding) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Wrong.class, wrong -> assertThat(wrong.height()).isEqualTo(Height.of(height)));
    }

    private Finding audit(Path directory) {
        Verifier verifier = P256.verifier();
        BlockExecutor executor = new BlockExecutor(network.genesis());
        return new LedgerAudit(
                        network.genesis(),
                        verifier,
                        all -> all.stream()
                                .map(each -> executor.rules().checkAuthorizations(each, verifier))
                                .toList())
                .of(directory, (height, last) -> {});
    }

    /** A ledger of four blocks of which the third has no certificate of its own. */
    private Path fill(String name) {
        Path directory = home.resolve(name);
        TestChain chain = new TestChain(network.genesis());
        blocks.clear();
        blocks.add(certified(chain.next(List.of(network.pay(ALICE, 1, BOB, 5), network.pay(ALICE, 2, BOB, 5)))));
        blocks.add(certified(chain.next(List.of(network.pay(ALICE, 3, BOB, 5)))));
        FinalBlock third = chain.next(List.of(network.pay(ALICE, 4, BOB, 1), network.pay(BOB, 1, ALICE, 2)));
        blocks.add(new FinalBlock(third.block(), third.receipts(), third.records(), third.diff(), Optional.empty()));
        blocks.add(certified(chain.next(List.of(network.pay(BOB, 2, ALICE, 2)))));
        try (LedgerStore store = LedgerStore.open(directory, network.genesis())) {
            store.append(blocks);
        }
        return directory;
    }

    private List<FinalBlock> blocksOf(Path filled) {
        assertThat(filled).isDirectory();
        return blocks;
    }

    private FinalBlock certified(FinalBlock block) {
        return new FinalBlock(
                block.block(),
                block.receipts(),
                block.records(),
                block.diff(),
                Optional.of(finalization(block.block(), 0, 1, 2)));
    }

    private Certificate finalization(Block block, int... signers) {
        Ballot ballot = Ballot.finalize(block.header().epoch(), block.header().view(), block.hash());
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int signer : signers) {
            seals.add(new Certificate.Seal(signer, key("node-" + signer).sign(ballot.digest(network.genesisHash()))));
        }
        return new Certificate(ballot, seals);
    }
}
