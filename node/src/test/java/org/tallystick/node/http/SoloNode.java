package org.tallystick.node.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Slot;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.mempool.SignatureChecks;
import org.tallystick.node.metrics.Upkeep;
import org.tallystick.node.net.ProtocolViolation;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;
import org.tallystick.node.testing.TestNetwork;

/**
 * A node with the real store, mempool, admission and execution; only the votes are not cast by others: the test says when a block
 * is made, and all four authorities sign it.
 */
final class SoloNode implements NodeFacade, AutoCloseable {
    private final Genesis genesis;
    private final Hash genesisHash;
    private final LedgerStore store;
    private final BlockExecutor executor;
    private final SignatureChecks signatures;
    private final Mempool mempool;
    private final Admission admission;
    private final List<FinalizedListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong nowMs = new AtomicLong(TestNetwork.GENESIS_TIME);
    private final Map<Integer, Map<ProtocolViolation, Long>> misbehaviour = new ConcurrentHashMap<>();
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();
    private volatile boolean ready = true;
    private volatile boolean waitingFails;
    private volatile boolean statusFails;

    SoloNode(TestNetwork network, Path directory, Mempool.Limits limits) {
        genesis = network.genesis();
        genesisHash = network.genesisHash();
        store = LedgerStore.open(directory, genesis);
        executor = new BlockExecutor(genesis);
        signatures = new SignatureChecks(executor.rules(), P256.verifier(), 1);
        mempool = new Mempool(limits);
        admission = new Admission(store, executor, signatures, mempool);
    }

    /** From now on whoever waits for finality meets a ledger that can't be read. */
    void failWaiting() {
        waitingFails = true;
    }

    /** From now on whoever asks how it is meets an error of Java itself. */
    void failStatus() {
        statusFails = true;
    }

    /** Forgets what waits, as a node does with what can't become final any more. */
    void forget(Hash id) {
        mempool.remove(List.of(id));
    }

    /** Time passes, and nothing else happens. */
    void pass(long ms) {
        nowMs.addAndGet(ms);
    }

    /** Makes the next block out of what waits in the mempool, final at once. */
    StoredBlock makeBlock() {
        Block parent = store.fullBlock(store.head().header().height()).orElseThrow();
        View view = parent.header().view().next();
        AuthoritySet authorities = genesis.authorities();
        int leader = authorities.leader(view);
        long timeMs = nowMs.addAndGet(1_000);
        List<Transaction> waiting = mempool.next(Block.MAX_TRANSACTIONS, Block.MAX_SIZE, Set.of());
        Executed executed = executor.build(
                        Parent.of(parent, store.state()),
                        new Slot(Epoch.ZERO, view, timeMs, leader),
                        waiting,
                        Limits.PROTOCOL)
                .executed();
        Ballot ballot = Ballot.finalize(Epoch.ZERO, view, executed.block().hash());
        List<Certificate.Seal> seals = new ArrayList<>();
        for (int i = 0; i < authorities.size(); i++) {
            seals.add(new Certificate.Seal(
                    i, TestNetwork.key(authorities.get(i).name()).sign(ballot.digest(genesisHash))));
        }
        Certificate certificate = new Certificate(ballot, seals);
        store.append(List.of(FinalBlock.of(executed, Optional.of(certificate))));
        mempool.remove(waiting.stream().map(Transaction::id).toList());
        StoredBlock head = store.head();
        List<StoredTransaction> transactions = store.transactions(head.header().height());
        listeners.forEach(listener -> listener.onFinalized(head, transactions));
        return head;
    }

    /** Lets the node have seen an authority do something so often. */
    void saw(int authority, ProtocolViolation kind, long count) {
        misbehaviour.put(authority, Map.of(kind, count));
    }

    /** Lets the node lose its link to an authority. */
    void disconnect(int authority) {
        away.add(authority);
    }

    void ready(boolean isReady) {
        ready = isReady;
    }

    long nowMs() {
        return nowMs.get();
    }

    @Override
    public Genesis genesis() {
        return genesis;
    }

    @Override
    public Hash genesisHash() {
        return genesisHash;
    }

    @Override
    public LedgerReader ledger() {
        return store;
    }

    @Override
    public List<Submission> submit(List<Transaction> transactions) {
        return admission.submit(transactions, nowMs.get());
    }

    @Override
    public Optional<StoredTransaction> awaitFinal(Hash transactionId, Duration patience) throws InterruptedException {
        if (waitingFails) {
            throw new IllegalStateException("the ledger was closed");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<StoredTransaction> stored = store.transaction(transactionId);
            if (stored.isPresent() || System.nanoTime() - deadline > 0) {
                return stored;
            }
            Thread.sleep(Duration.ofMillis(2));
        }
    }

    @Override
    public Optional<Transaction> pending(Hash transactionId) {
        return mempool.get(transactionId);
    }

    @Override
    public Upkeep upkeep() {
        return Upkeep.NOTHING_TO_DO;
    }

    @Override
    public NodeStatus status() {
        if (statusFails) {
            throw new StackOverflowError();
        }
        long view = store.head().header().view().value() + 1;
        List<AuthorityStatus> authorities = new ArrayList<>();
        for (Authority authority : genesis.authorities().authorities()) {
            int index = authorities.size();
            authorities.add(new AuthorityStatus(
                    authority.name(),
                    !away.contains(index),
                    view - 1,
                    0,
                    OptionalLong.of(0),
                    misbehaviour.getOrDefault(index, Map.of())));
        }
        return new NodeStatus(
                "node-0",
                Optional.of(0),
                view,
                genesis.authorities().leader(View.of(view)),
                0,
                mempool.size(),
                mempool.bytes(),
                authorities,
                List.of(new Check("consensus", ready, ready ? "" : "no quorum of authorities is connected")));
    }

    @Override
    public Subscription onFinalized(FinalizedListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        signatures.close();
        store.close();
    }
}
