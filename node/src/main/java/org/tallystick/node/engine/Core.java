package org.tallystick.node.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Setup;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.http.NodeFacade;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.mempool.SignatureChecks;
import org.tallystick.node.metrics.Timings;
import org.tallystick.node.metrics.Upkeep;
import org.tallystick.node.net.Links;
import org.tallystick.node.store.BlockCheck;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.Stretch;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.sync.BlockRangeServer;
import org.tallystick.node.sync.CatchUp;
import org.tallystick.node.sync.RangeVerifier;
import org.tallystick.node.sync.Spacing;

/**
 * All of a node that decides anything: engine, execution, mempool, gossip and synchronisation, on whatever host, storage and
 * links it is given. The process around it adds sockets and an API; the simulator adds faults.
 */
public final class Core implements AutoCloseable {
    private final Genesis genesis;
    private final Voice voice;
    private final Settings settings;
    private final Surroundings around;
    private final OpenParts opened = new OpenParts();

    private final Failure failure = new Failure();
    private final Mempool mempool;
    private final Admission admission;
    private final Committer committer;
    private final Engine engine;
    private final Synchronizer synchronizer;
    private final Gossip gossip;
    private final Mender mender;
    private final Scrubber scrubber;
    private final Reception reception;
    private final Finality finality;
    private final Pulse pulse;
    private final ClockOffsets clocks;

    /**
     * Who this node is.
     *
     * @param index its place among the authorities
     * @param signer signs with that authority's key
     */
    public record Voice(Committee committee, int index, Signer signer, Verifier verifier) {}

    /** @param signatureHelpers threads that verify signatures beside the one that asks, 0 or more */
    public record Settings(NodeConfig.Timeouts timeouts, Mempool.Limits mempool, Limits blocks, int signatureHelpers) {}

    /** What the core works on; it closes none of it. */
    public record Surroundings(Host host, LedgerStore ledger, VoteLog votes, Links links, Timings timings) {}

    /**
     * Makes the parts, which continue from what the storage holds; nothing happens before {@link #start}.
     *
     * @param peers will hand on what comes over the links
     */
    public Core(Genesis genesis, Voice voice, Settings settings, Surroundings around, Peers peers) {
        this.genesis = genesis;
        this.voice = voice;
        this.settings = settings;
        this.around = around;
        BlockExecutor executor = new BlockExecutor(genesis);
        this.mempool = new Mempool(settings.mempool);
        SignatureChecks signatures =
                opened.add(new SignatureChecks(executor.rules(), voice.verifier, settings.signatureHelpers));
        this.admission = new Admission(around.ledger, executor, signatures, mempool);
        this.committer = opened.add(new Committer(around.ledger, around.host, failure));
        BlockWorker worker = opened.add(new BlockWorker(
                around.host.strand("executor", 0, failure),
                new BlockWorker.Hands(executor, mempool, admission),
                around.host.clock(),
                settings.blocks));
        // Opened after what it hands work to, so that it is closed before.
        Strand engineStrand = opened.add(around.host.strand("engine", 0, failure));
        CountedVerifier checks = new CountedVerifier(voice.verifier);
        this.engine = engine(engineStrand, worker, checks);
        this.synchronizer = opened.add(new Synchronizer(
                catchUp(),
                engine,
                around.links,
                around.host,
                () -> around.ledger.head().header().height(),
                failure));
        this.gossip = opened.add(new Gossip(admission, mempool, around.host, around.links, failure));
        this.finality = new Finality(around.ledger);
        this.pulse = new Pulse(around.host::nanoTime, settings.timeouts);
        this.scrubber = opened.add(new Scrubber(
                around.ledger, new BlockCheck(around.ledger, genesis, voice.verifier), around.host, failure));
        this.mender = opened.add(new Mender(
                new Mender.Books(around.ledger, ranges(), committer),
                Spacing.DEFAULT,
                around.links,
                around.host,
                failure));
        this.clocks = ClockOffsets.of(voice.committee.authorities(), voice.index);
        this.reception = new Reception(
                around.links,
                around.host,
                new Reception.Strands(engineStrand, opened.add(around.host.strand("block-server", 0, failure))),
                new Reception.Receivers(
                        engine,
                        synchronizer,
                        gossip,
                        mender,
                        new BlockRangeServer(around.ledger, Spacing.DEFAULT),
                        clocks),
                checks);
        peers.bind(reception);
    }

    /** Takes part from now on. */
    public void start() {
        mempool.onArrival(engine::transactionArrived);
        committer.start(new Aftermath(engine, mempool, finality, pulse, around.timings));
        engine.start(new Watchman(synchronizer, committer, reception::accuse, around.timings, around.host));
        synchronizer.start();
        gossip.start();
        mender.start();
        scrubber.start();
    }

    /** Admits transactions from clients, whatever {@link #failure} says; blocks while signatures are verified. */
    public List<Submission> submit(List<Transaction> transactions) {
        return intake(() -> true).submit(transactions);
    }

    /** Waits until this node goes no further, and says why. */
    String awaitFailure() throws InterruptedException {
        failure.await();
        return failure.reason().orElseThrow();
    }

    /** Why this node goes no further, if it does not. */
    public Optional<String> failure() {
        return failure.reason();
    }

    /** The node as its API sees it. */
    public NodeFacade facade() {
        Health health = new Health(
                around.links,
                voice.index,
                new Health.Signs(
                        engine, synchronizer.level(), synchronizer.progress(), pulse, scrubber, clocks, failure));
        return new RunningNode(
                new RunningNode.Network(genesis, voice.committee.genesisHash()),
                voice.index,
                around.ledger,
                mempool,
                new RunningNode.Parts(intake(health::open), engine, finality, health, this::upkeep));
    }

    private Upkeep upkeep() {
        return new Upkeep(
                synchronizer.progress().behind(),
                synchronizer.progress().secondsLeft(),
                mender.unprovable().stream().mapToLong(Stretch::blocks).sum(),
                scrubber.findings().checked(),
                scrubber.findings().damaged());
    }

    private Intake intake(BooleanSupplier open) {
        return new Intake(admission, gossip, open, around.host.clock());
    }

    private Engine engine(Strand strand, BlockWorker worker, CountedVerifier checks) {
        StoredBlock head = around.ledger.head();
        VoteJournal journal = new VoteJournal(around.votes, voice.committee.genesisHash());
        OpenBlocks blocks = new OpenBlocks(
                new OpenBlocks.Hands(strand, worker, committer),
                new BlockTree(around.ledger.state(), head.hash(), head.header()),
                mempool,
                OpenBlocks.Waits.of(settings.timeouts));
        return new Engine(new Engine.Parts(
                strand,
                voice.committee,
                Recovery.machine(setup(checks), head, journal),
                journal,
                blocks,
                new NetworkOutbox(around.links),
                mempool));
    }

    private Setup setup(Verifier verifier) {
        return new Setup(voice.committee, verifier, Optional.of(voice.signer), Recovery.timeouts(settings.timeouts));
    }

    private CatchUp catchUp() {
        return new CatchUp(ranges(), Spacing.DEFAULT, CatchUp.Timing.DEFAULT);
    }

    private RangeVerifier ranges() {
        return new RangeVerifier(voice.committee.genesisHash(), voice.committee.authorities(), voice.verifier);
    }

    /** In the opposite order; what is final is stored first. */
    @Override
    public void close() {
        opened.close();
    }
}
