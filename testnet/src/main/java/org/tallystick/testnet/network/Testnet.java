package org.tallystick.testnet.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.api.CheckData;
import org.tallystick.api.ReadinessData;
import org.tallystick.api.StatusData;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.GenesisFile;
import org.tallystick.testnet.network.TestnetException.Kind;

/** A founded local network: its node processes and a client for each. */
public final class Testnet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final TestnetFolder folder;
    private final List<NodeProcess> nodes;
    private final List<TallyClient> clients;
    private final EndpointsFile endpoints;

    /** @throws TestnetException if there is no network in {@code folder} */
    public Testnet(TestnetFolder folder, NodeProgram program) {
        this.folder = folder;
        this.nodes = folder.nodes().stream()
                .map(node -> new NodeProcess(node, program))
                .toList();
        this.endpoints = EndpointsFile.read(folder.endpoints());
        this.clients = endpoints.nodes().stream()
                .map(endpoint -> new TallyClient(endpoint.api()))
                .toList();
    }

    private Testnet(Testnet whole, int without) {
        this.folder = whole.folder;
        this.endpoints = whole.endpoints;
        this.nodes = whole.nodes.stream()
                .filter(node -> node.folder().index() != without)
                .toList();
        this.clients = nodes.stream()
                .map(node -> whole.clients.get(node.folder().index()))
                .toList();
    }

    /** The same network but for one node, which somebody else runs; the others have indexes from 0 on here. Not to be closed. */
    public Testnet without(int index) {
        return new Testnet(this, index);
    }

    public TestnetFolder folder() {
        return folder;
    }

    public List<NodeProcess> nodes() {
        return nodes;
    }

    /** One client per node, in their order. */
    public List<TallyClient> clients() {
        return clients;
    }

    public EndpointsFile endpoints() {
        return endpoints;
    }

    /** @throws TestnetException if there is no node of this index */
    public NodeProcess node(int index) {
        if (index < 0 || index >= nodes.size()) {
            throw new TestnetException(
                    Kind.NOT_FOUND,
                    "there is no node " + index,
                    "The nodes are 0 to " + (nodes.size() - 1) + "; see: tally testnet status");
        }
        return nodes.get(index);
    }

    /** Starts the nodes that don't run, after a look whether their ports are free. */
    public void startAll() {
        startAll(NodeProcess::start);
    }

    /**
     * The same for a network whose nodes may never have run, and waits until all are ready; throws as
     * {@link #awaitReady(Duration)}.
     */
    public void begin(Duration patience) {
        startAll(folder.hasBegun() ? NodeProcess::start : NodeProcess::startFirst);
        awaitReady(patience);
        folder.markBegun();
    }

    private void startAll(Consumer<NodeProcess> start) {
        List<NodeProcess> absent =
                nodes.stream().filter(node -> node.running().isEmpty()).toList();
        absent.forEach(node -> Ports.requireFree(node.folder()));
        absent.forEach(start);
    }

    /** Starts one node unless it runs; returns whether it did. */
    public boolean start(int index) {
        NodeProcess node = node(index);
        if (node.running().isPresent()) {
            return false;
        }
        Ports.requireFree(node.folder());
        return node.start();
    }

    /** Ends all nodes, all at once, and waits for them. Returns how many were running. */
    public long stopAll() {
        return stopAll(nodes);
    }

    private static long stopAll(List<NodeProcess> nodes) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> stops =
                    nodes.stream().map(node -> threads.submit(node::stop)).toList();
            return stops.stream().filter(Testnet::succeeded).count();
        }
    }

    /**
     * Ends the nodes of the network in {@code folder}, or of what is left of one, and deletes what a testnet makes.
     *
     * @return what is not of a testnet and was left, as is then the folder
     */
    public static List<Path> remove(TestnetFolder folder, NodeProgram program) {
        stopAll(folder.nodeFolders().stream()
                .map(node -> new NodeProcess(node, program))
                .toList());
        return folder.delete();
    }

    private static boolean succeeded(Future<Boolean> stop) {
        try {
            return stop.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether so many nodes run that they can make blocks. */
    public boolean hasQuorum() {
        long running = nodes.stream().filter(node -> node.running().isPresent()).count();
        return running >= quorum();
    }

    /** How many nodes have to agree before a block is final. */
    public int quorum() {
        return GenesisFile.read(folder.genesis()).authorities().quorum();
    }

    /**
     * Waits until every node is ready.
     *
     * @throws TestnetException if a process ends meanwhile, or patience runs out
     */
    public void awaitReady(Duration patience) {
        for (int i = 0; i < nodes.size(); i++) {
            awaitReady(i, patience);
        }
    }

    /** Waits until node {@code index} is ready; throws as {@link #awaitReady(Duration)}. */
    public void awaitReady(int index, Duration patience) {
        await(index, patience, readiness -> readiness.ready() ? "" : reasons(readiness));
    }

    /** Waits until node {@code index} answers, ready or not; throws as {@link #awaitReady(Duration)}. */
    public void awaitAnswer(int index, Duration patience) {
        await(index, patience, readiness -> "");
    }

    /** @param objection why the answer will not do; empty when it does */
    private void await(int index, Duration patience, Function<ReadinessData, String> objection) {
        NodeFolder node = node(index).folder();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String reason = readiness(index).map(objection).orElse("it does not answer");
            if (reason.isEmpty()) {
                return;
            }
            if (node(index).running().isEmpty()) {
                throw LogTail.ended(node, node(index).logStart());
            }
            if (System.nanoTime() - deadline > 0 || !Pause.of(POLL)) {
                throw new TestnetException(
                        Kind.UNREACHABLE,
                        node.name() + " is not ready after " + patience.toSeconds() + " s: " + reason,
                        "See " + node.log());
            }
        }
    }

    private Optional<ReadinessData> readiness(int index) {
        try {
            return Optional.of(clients.get(index).readiness());
        } catch (ClientException e) {
            return Optional.empty();
        }
    }

    private static String reasons(ReadinessData readiness) {
        return readiness.checks().stream()
                .filter(check -> !check.passed())
                .map(CheckData::reason)
                .collect(Collectors.joining("; "));
    }

    /** Looks at every node. */
    public NetworkHealth health() {
        List<NodeHealth> found = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            found.add(health(i));
        }
        return new NetworkHealth(
                found,
                Agreement.among(clients, found.stream().map(NodeHealth::status).toList()));
    }

    private NodeHealth health(int index) {
        NodeProcess node = nodes.get(index);
        Optional<ProcessHandle> process = node.running();
        if (process.isEmpty()) {
            return new NodeHealth(
                    node.folder(),
                    NodeHealth.State.STOPPED,
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty());
        }
        long pid = process.get().pid();
        boolean paused = ProcessFacts.isPaused(pid);
        Optional<StatusData> status = paused ? Optional.empty() : Agreement.status(clients.get(index));
        NodeHealth.State state = paused
                ? NodeHealth.State.PAUSED
                : status.map(answer -> answer.ready() ? NodeHealth.State.READY : NodeHealth.State.UNREADY)
                        .orElse(NodeHealth.State.SILENT);
        return new NodeHealth(node.folder(), state, OptionalLong.of(pid), status, ProcessFacts.residentBytes(pid));
    }

    @Override
    public void close() {
        clients.forEach(TallyClient::close);
    }
}
