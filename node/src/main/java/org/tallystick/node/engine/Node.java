package org.tallystick.node.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.config.ConfigException;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.http.AdminServer;
import org.tallystick.node.http.ApiServer;
import org.tallystick.node.http.ApiSettings;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.metrics.NodeMetrics;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.net.PeerIdentity;
import org.tallystick.node.net.PeerNetwork;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;

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
    private final NetworkOptions.Bar bar;
    private final Committee committee;
    private final Genesis genesis;
    private final KeyPair key;
    private final OpenParts opened = new OpenParts();
    private @Nullable Core core;

    private Node(NodeConfig config, InstantSource clock, NetworkOptions.Bar bar) {
        this.bar = bar;
        this.config = config;
        this.clock = clock;
        this.genesis = GenesisFile.read(config.identity().genesis());
        requireBuilt(genesis, config.identity().genesis());
        this.key = NodeKeyFile.read(config.identity().keyFile());
        this.committee = new Committee(genesis.hash(), Epoch.ZERO, genesis.authorities());
    }

    /**
     * Starts a node; it answers at its API address when this returns.
     *
     * @param neverVoted whether it is certain that its key has never voted: then it may begin a vote log
     * @throws org.tallystick.config.ConfigException if the genesis or the key can't be read
     * @throws org.tallystick.node.store.StoreException if the ledger can't be opened
     * @throws org.tallystick.node.store.VoteLogException if the vote log is not fit to vote with
     * @throws IOException if an address can't be listened on
     */
    public static Node start(NodeConfig config, InstantSource clock, boolean neverVoted) throws IOException {
        return start(config, clock, neverVoted, NetworkOptions.Bar.DEFAULT);
    }

    /** The same, with {@code bar} for authorities that misbehave. */
    static Node start(NodeConfig config, InstantSource clock, boolean neverVoted, NetworkOptions.Bar bar)
            throws IOException {
        Node node = new Node(config, clock, bar);
        try {
            node.open(neverVoted);
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Nothing hides what only its parties may see yet, and a network that says so must not be served as if something did. */
    private static void requireBuilt(Genesis genesis, Path file) {
        if (genesis.privacy() != Genesis.Privacy.PUBLIC) {
            throw new ConfigException(
                    file.toString(),
                    "privacy",
                    "is \"parties\", which no node keeps yet",
                    "Found the network with privacy \"public\".");
        }
    }

    /** The file beside the ledger that says that this node has voted; see {@link VoteLog#open}. */
    public static Path voteWitness(NodeConfig config) {
        return config.storage().ledger().resolve("voted");
    }

    /** Waits until this node can't take part any more, and says why; it answers questions until it is closed. */
    public String awaitFailure() throws InterruptedException {
        Core running = core;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.awaitFailure();
    }

    private void open(boolean neverVoted) throws IOException {
        ThreadHost host = opened.add(new ThreadHost(clock));
        LedgerStore ledger = opened.add(LedgerStore.open(config.storage().ledger(), genesis));
        VoteLog votes = opened.add(VoteLog.open(
                config.storage().votes(),
                voteWitness(config),
                new VoteLogIdentity(committee.genesisHash(), key.publicKey()),
                neverVoted && ledger.head().header().height().equals(Height.ZERO)));
        PeerIdentity identity = new PeerIdentity(key, committee.authorities(), committee.genesisHash());
        Peers peers = new Peers();
        PeerNetwork network = opened.add(new PeerNetwork(identity, networkOptions(), peers));
        NodeMetrics metrics = opened.add(new NodeMetrics(committee.authorities().authorities().stream()
                .map(Authority::name)
                .toList()));
        metrics.bindNetwork(network);
        Core made = opened.add(new Core(
                genesis,
                new Core.Voice(committee, identity.index(), key, P256.verifier()),
                settings(),
                new Core.Surroundings(host, ledger, votes, network, metrics),
                peers));
        core = made;
        AdminServer admin =
                opened.add(new AdminServer(made.facade(), config.listen().admin(), metrics, clock));
        ApiServer api = opened.add(new ApiServer(made.facade(), apiSettings(), metrics, clock));

        // Before all else: how a node starts is what its operator wants to see.
        admin.start();
        made.start();
        network.start();
        api.start();
        LOG.info(
                "{} is running: API on {}, peers on {}, operator on {}, at height {}",
                config.identity().name(),
                config.listen().api(),
                config.listen().p2p(),
                config.listen().admin(),
                ledger.head().header().height());
    }

    private Core.Settings settings() {
        return new Core.Settings(
                config.timeouts(),
                new Mempool.Limits(
                        config.mempool().maxTransactions(),
                        config.mempool().maxBytes(),
                        config.mempool().maxPerSender()),
                new Limits(config.blocks().maxTransactions(), config.blocks().maxBytes()),
                SIGNATURE_HELPERS);
    }

    private NetworkOptions networkOptions() {
        return NetworkOptions.listeningOn(new InetSocketAddress(
                        config.listen().p2p().host(), config.listen().p2p().port()))
                .barring(bar);
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

    @Override
    public void close() {
        opened.close();
    }
}
