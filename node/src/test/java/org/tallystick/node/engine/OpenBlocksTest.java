package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.consensus.Event;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.mempool.SignatureChecks;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** The engine's strand, the worker and the committer take turns as the test says. */
class OpenBlocksTest {
    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair bob = TestNetwork.key("bob");
    private final TestNetwork network = TestNetwork.of("testing", alice);
    private final TestChain chain = new TestChain(network.genesis());
    private final Block genesis = chain.head();
    private final ManualHost engine = new ManualHost();
    private final ManualHost executor = new ManualHost();
    private final ManualHost disk = new ManualHost();
    private final LedgerStore store;
    private final SignatureChecks signatures;
    private final OpenBlocks blocks;

    OpenBlocksTest(@TempDir Path directory) {
        store = LedgerStore.open(directory, network.genesis());
        BlockExecutor rules = new BlockExecutor(network.genesis());
        signatures = new SignatureChecks(rules.rules(), P256.verifier(), 1);
        Mempool mempool = new Mempool(new Mempool.Limits(100, 1_000_000, 100));
        Admission admission = new Admission(store, rules, signatures, mempool);
        BlockWorker worker = new BlockWorker(
                executor,
                new BlockWorker.Hands(rules, mempool, admission),
                () -> Instant.ofEpochMilli(TestNetwork.GENESIS_TIME).plusSeconds(60),
                Limits.PROTOCOL);
        Committer committer = new Committer(store, disk, failure -> {
            throw failure;
        });
        blocks = new OpenBlocks(
                new OpenBlocks.Hands(engine, worker, committer),
                new BlockTree(store.state(), genesis.hash(), genesis.header()),
                mempool,
                new OpenBlocks.Waits(Duration.ofMillis(1), Duration.ofMillis(2)));
    }

    @AfterEach
    void close() {
        signatures.close();
        store.close();
    }

    /** It is executed as a part of a range when it is final and on disk already: its payment is included, then. */
    @Test
    void a_block_that_live_ones_overtook_is_no_refused_finality() {
        FinalBlock block = chain.next(List.of(network.pay(alice, 1, bob, 5)));
        List<Event.Verdict> verdicts = new ArrayList<>();
        List<Boolean> replayed = new ArrayList<>();

        blocks.verify(block.block(), verdicts::add);
        blocks.replay(List.of(block.block()), replayed::add);
        executor.runOne();
        engine.runAll();
        assertThat(verdicts).containsExactly(Event.Verdict.VALID);
        blocks.commit(List.of(block.block()), block.finalization());
        disk.runAll();
        assertThat(store.head().header().height()).isEqualTo(block.block().height());
        executor.runOne();
        engine.runAll();

        assertThat(replayed).containsExactly(true);
    }

    /** The same, when the engine has heard already that it is on disk. */
    @Test
    void nor_is_one_that_is_known_to_be_stored() {
        FinalBlock block = chain.next(List.of(network.pay(alice, 1, bob, 5)));
        List<Boolean> replayed = new ArrayList<>();

        blocks.verify(block.block(), verdict -> {});
        blocks.replay(List.of(block.block()), replayed::add);
        executor.runOne();
        engine.runAll();
        blocks.commit(List.of(block.block()), block.finalization());
        disk.runAll();
        blocks.stored(block.block());
        executor.runOne();
        engine.runAll();

        assertThat(replayed).containsExactly(true);
    }

    /** The other way round: a live block is executed again when one of a range was stored before. */
    @Test
    void a_live_block_that_a_range_overtook_is_not_invalid() {
        FinalBlock block = chain.next(List.of(network.pay(alice, 1, bob, 5)));
        List<Event.Verdict> verdicts = new ArrayList<>();

        blocks.replay(List.of(block.block()), replayed -> {});
        blocks.verify(block.block(), verdicts::add);
        executor.runOne();
        engine.runAll();
        blocks.commit(List.of(block.block()), block.finalization());
        disk.runAll();
        executor.runOne();
        engine.runAll();

        assertThat(verdicts).containsExactly(Event.Verdict.VALID);
    }

    @Test
    void a_final_block_that_is_not_valid_stops_the_node() {
        FinalBlock first = chain.next(List.of(network.pay(alice, 1, bob, 5)));
        Block wrong = Block.of(network.genesisHash(), first.block().header(), List.of());

        blocks.replay(List.of(wrong), done -> {});
        executor.runOne();

        assertThatThrownBy(engine::runAll).isInstanceOf(Engine.SafetyViolation.class);
    }
}
