package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.node.testing.TestNetwork.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader.Position;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** A running node finds damage in blocks that nobody asks for. */
class LedgerScrubTest {
    private static final KeyPair ALICE = key("alice");
    private static final Height SECOND = Height.of(2);
    private static final int BLOCKS = 50;
    private static final long DAY = Duration.ofHours(25).toMillis();

    private final TestNetwork network = TestNetwork.of("testing", ALICE);
    private final List<FinalBlock> blocks = new ArrayList<>();
    private int ledgers;

    @TempDir
    Path home;

    @Test
    void goes_through_all_blocks_and_finds_nothing_where_nothing_is() {
        try (LedgerStore store = opened(batch -> {})) {
            LedgerScrub scrub = scrub(store);
            for (int i = 0; i < 3; i++) {
                assertThat(scrub.step(0)).isEmpty();
            }
            assertThat(scrub.findings()).isEqualTo(new LedgerScrub.Findings(BLOCKS, 0, Optional.empty()));
            assertThat(scrub.step(1)).isEmpty();
            assertThat(scrub.findings().checked()).isEqualTo(BLOCKS);
            scrub.step(DAY);
            scrub.step(DAY);
            assertThat(scrub.findings().checked()).isGreaterThan(BLOCKS);
        }
    }

    @Test
    void names_the_block_and_what_of_it_is_damaged() {
        assertFound("header", batch -> batch.put(Columns.BLOCKS, SECOND, BlockRow.of(block(3))));
        assertFound("missing", batch -> batch.delete(Columns.BLOCKS, SECOND));
        assertFound("lacks transactions", batch -> batch.delete(Columns.TRANSACTIONS, new Position(SECOND, 0)));
        assertFound("transactions", batch -> put(batch, 3, blocks.get(2).receipts()));
        Receipt receipt = blocks.get(1).receipts().getFirst();
        Receipt changed = new Receipt(receipt.transactionId(), receipt.outcome(), Amount.ofBaseUnits(9));
        assertFound("receipts", batch -> put(batch, 2, List.of(changed)));
        assertFound("certificate", batch -> batch.put(Columns.CERTIFICATES, SECOND, finalization(block(2), 0, 1)));
        assertFound("header", batch -> batch.delete(Columns.BLOCK_HEIGHTS, block(2).hash()));
    }

    private void put(Database.Batch batch, int height, List<Receipt> receipts) {
        batch.put(
                Columns.TRANSACTIONS,
                new Position(SECOND, 0),
                Bytes.of(TransactionRun.encode(block(height).transactions(), receipts, 0)));
    }

    private void assertFound(String what, Consumer<Database.Batch> damage) {
        try (LedgerStore store = opened(damage)) {
            LedgerScrub scrub = scrub(store);
            assertThat(scrub.step(0).orElseThrow())
                    .startsWith("block 2 is damaged")
                    .contains(what);
            assertThat(scrub.findings().first().orElseThrow()).startsWith("block 2 is damaged");
        }
    }

    private LedgerScrub scrub(LedgerStore store) {
        return new LedgerScrub(store, new BlockCheck(store, network.genesis(), P256.verifier()), 0);
    }

    /** A ledger in which something was changed behind the node's back, checksums included. */
    private LedgerStore opened(Consumer<Database.Batch> damage) {
        Path directory = home.resolve("db-" + ++ledgers);
        fill(directory);
        try (Database database = RocksDatabase.open(directory, StoreTuning.DEFAULT)) {
            Database.Batch batch = database.batch();
            damage.accept(batch);
            database.commit(batch);
        }
        return LedgerStore.open(directory, network.genesis());
    }

    private void fill(Path directory) {
        blocks.clear();
        TestChain chain = new TestChain(network.genesis());
        for (int i = 1; i <= BLOCKS; i++) {
            FinalBlock next = chain.next(List.of(network.pay(ALICE, i, key("bob"), 1)));
            blocks.add(new FinalBlock(
                    next.block(),
                    next.receipts(),
                    next.records(),
                    next.diff(),
                    Optional.of(finalization(next.block(), 0, 1, 2))));
        }
        try (LedgerStore store = LedgerStore.open(directory, network.genesis())) {
            store.append(blocks);
        }
    }

    private Block block(int height) {
        return blocks.get(height - 1).block();
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
