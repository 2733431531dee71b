package org.tallystick.node.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.block.Authority;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.http.ApiServer;
import org.tallystick.node.http.ApiSettings;
import org.tallystick.node.http.NodeFacade;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.mempool.SignatureChecks;
import org.tallystick.node.metrics.NodeMetrics;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.net.PeerIdentity;
import org.tallystick.node.net.PeerNetwork;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;
import org.tallystick.node.sync.BlockRangeServer;
import org.tallystick.node.sync.CatchUp;
import org.tallystick.node.sync.RangeVerifier;

/**
 * One running node: makes its parts, starts them in order, and closes them in the opposite order. This is the one place where
 * they are wired together.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** Threads that verify signatures beside the one that asks. */
    private static final int SIGNATURE_HELPERS =
            Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final NodeConfig config;
    private final InstantSource clock;
    private final Committee committee;
    private final Genesis genesis;
    private final KeyPair key;
    private final Verifier verifier = P256.verifier();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Node(NodeConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.genesis = GenesisFile.read(config.identity().genesis());
        this.key = NodeKeyFile.read(config.identity().keyFile());
        this.committee = new Committee(genesis.hash(), Epoch.ZERO, genesis.authorities());
    }

    /**
     * Starts a node; it answers at its API address when this returns.
     *
     * @throws org.tallystick.config.ConfigException if the genesis or the key can't be read
     * @throws org.tallystick.node.store.StoreException if the ledger can't be opened
     * @throws org.tallystick.node.store.VoteLogException if the vote log is not fit to vote with
     * @throws IOException if an address can't be listened on
     */
    public static Node start(NodeConfig config, InstantSource clock) throws IOException {
        Node node = new Node(config, clock);
        try {
            node.open();
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** The file beside the ledger that says that this node has voted; see {@link VoteLog#open}. */
    public static Path voteWitness(NodeConfig config) {
        return config.storage().ledger().resolve("voted");
    }

    private record Storage(LedgerStore ledger, VoteLog votes) {}

    private record Pool(BlockExecutor executor, Mempool mempool, Admission admission) {}

    private record Links(PeerIdentity identity, Peers peers, PeerNetwork network) {}

    private void open() throws IOException {
        Storage storage = openStorage();
        Pool pool = openPool(storage.ledger);
        Links links = openLinks();
        Committer committer = opened(new Committer(storage.ledger));
        Engine engine = openEngine(storage, pool, links, committer);
        Synchronizer synchronizer = opened(new Synchronizer(catchUp(), engine, links.network, clock));
        Gossip gossip = opened(new Gossip(pool.admission, pool.mempool, clock, links.network::broadcast));
        links.peers.bind(new Peers.Receivers(
                links.network, engine, synchronizer, gossip, blockServer(storage.ledger, links.network)));
        Health health = new Health(links.network, links.identity.index(), engine, synchronizer);
        Finality finality = new Finality(storage.ledger);
        NodeFacade facade = new RunningNode(
                new RunningNode.Network(genesis, committee.genesisHash()),
                links.identity.index(),
                storage.ledger,
                pool.mempool,
                new RunningNode.Parts(
                        new Intake(pool.admission, gossip, health::open, clock), engine, finality, health));
        NodeMetrics metrics = opened(new NodeMetrics(committee.authorities().authorities().stream()
                .map(Authority::name)
                .toList()));
        metrics.bindNetwork(links.network::stats);
        ApiServer api = opened(new ApiServer(facade, apiSettings(), metrics, clock));

        pool.mempool.onArrival(engine::transactionArrived);
        committer.start(new Aftermath(engine, pool.mempool, finality, metrics, cause -> fail(health, cause)));
        engine.start(new Watchman(synchronizer, metrics, cause -> fail(health, cause)));
        links.network.start();
        synchronizer.start();
        opened(new Housekeeping(pool.mempool, gossip, clock)).start();
        api.start();
        LOG.info(
                "{} is running: API on {}, peers on {}, at height {}",
                config.identity().name(),
                config.listen().api(),
                config.listen().p2p(),
                storage.ledger.head().header().height());
    }

    private Storage openStorage() {
        LedgerStore ledger = opened(LedgerStore.open(config.storage().ledger(), genesis));
        VoteLog votes = opened(VoteLog.open(
                config.storage().votes(),
                voteWitness(config),
                new VoteLogIdentity(committee.genesisHash(), key.publicKey()),
                ledger.head().header().height().isAfter(Height.ZERO)));
        return new Storage(ledger, votes);
    }

    private Pool openPool(LedgerStore ledger) {
        BlockExecutor executor = new BlockExecutor(genesis);
        Mempool mempool = new Mempool(new Mempool.Limits(
                config.mempool().maxTransactions(),
                config.mempool().maxBytes(),
                config.mempool().maxPerSender()));
        SignatureChecks signatures = opened(new SignatureChecks(executor.rules(), verifier, SIGNATURE_HELPERS));
        return new Pool(executor, mempool, new Admission(ledger, executor, signatures, mempool));
    }

    private Links openLinks() {
        PeerIdentity identity = new PeerIdentity(key, committee.authorities(), committee.genesisHash());
        Peers peers = new Peers();
        InetSocketAddress listen = new InetSocketAddress(
                config.listen().p2p().host(), config.listen().p2p().port());
        return new Links(identity, peers, opened(new PeerNetwork(identity, NetworkOptions.listeningOn(listen), peers)));
    }

    private Engine openEngine(Storage storage, Pool pool, Links links, Committer committer) {
        Limits limits =
                new Limits(config.blocks().maxTransactions(), config.blocks().maxBytes());
        BlockWorker worker = opened(new BlockWorker(pool.executor, pool.mempool, pool.admission, clock, limits));
        EngineThread thread = opened(new EngineThread());
        StoredBlock head = storage.ledger.head();
        VoteJournal journal = new VoteJournal(storage.votes, committee.genesisHash());
        OpenBlocks blocks = new OpenBlocks(
                new OpenBlocks.Hands(thread, worker, committer),
                new BlockTree(storage.ledger.state(), head.hash(), head.header()),
                pool.mempool,
                config.timeouts().idleInterval());
        return new Engine(new Engine.Parts(
                thread,
                committee,
                Recovery.machine(committee, new Recovery.Voice(verifier, key), config.timeouts(), head, journal),
                journal,
                blocks,
                new NetworkOutbox(links.network),
                pool.mempool));
    }

    private CatchUp catchUp() {
        RangeVerifier ranges = new RangeVerifier(committee.genesisHash(), committee.authorities(), verifier);
        return new CatchUp(ranges, CatchUp.Timing.DEFAULT);
    }

    private BlockRangeServer blockServer(LedgerStore ledger, PeerNetwork network) {
        ExecutorService reader = opened(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("block-server").daemon().factory()));
        return new BlockRangeServer(ledger, reader, network::send);
    }

    /** The node still answers questions, but takes no transaction any more and says why. */
    private static void fail(Health health, RuntimeException cause) {
        LOG.error("this node stops taking part", cause);
        health.failed(String.valueOf(cause.getMessage()));
    }

    private ApiSettings apiSettings() {
        return ApiSettings.listeningOn(
                config.listen().api().host(),
                config.listen().api().port(),
                new ApiSettings.PerAddress(
                        config.clients().connections(),
                        config.clients().requestsPerSecond(),
                        config.clients().transactionsPerSecond()));
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
