package org.tallystick.node.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.testing.TestNetwork;

/** Whole nodes in this JVM: real sockets, TLS, RocksDB, HTTP. */
final class LocalNodes implements AutoCloseable {
    /** All requests come from one address. */
    private static final NodeConfig.ClientLimits ONE_CLIENT = new NodeConfig.ClientLimits(256, 100_000, 100_000);

    private NetworkOptions.Bar bar = NetworkOptions.Bar.DEFAULT;
    private final Genesis genesis;
    private final List<NodeConfig> configs = new ArrayList<>();
    private final List<TallyClient> clients = new ArrayList<>();
    private final Set<Integer> started = new HashSet<>();
    private final TreeMap<Integer, Node> running = new TreeMap<>();

    /** Makes the files of {@code count} authorities under {@code directory}; each of {@code rich} begins with 1,000 coins. */
    LocalNodes(Path directory, int count, KeyPair... rich) throws IOException {
        List<Authority> authorities = new ArrayList<>();
        // All at once: none is given out twice, nor taken by a listener that takes whichever is free.
        List<HostPort> ports = freePorts(3 * count);
        List<HostPort> p2p = ports.subList(0, count);
        List<HostPort> http = ports.subList(count, 2 * count);
        List<HostPort> admin = ports.subList(2 * count, 3 * count);
        for (int i = 0; i < count; i++) {
            authorities.add(new Authority(
                    name(i), TestNetwork.key(name(i)).publicKey(), p2p.get(i).toString()));
        }
        genesis = new Genesis(
                "local",
                "tst",
                "TST",
                System.currentTimeMillis() - 1_000,
                Genesis.Privacy.PUBLIC,
                Amount.ZERO,
                NameKnobs.DEFAULT,
                new AuthoritySet(authorities),
                List.of(rich).stream()
                        .map(key -> new Genesis.Allocation(TestNetwork.address(key), Amount.parseCoins("1000")))
                        .sorted(Comparator.comparing(Genesis.Allocation::address))
                        .toList());
        GenesisFile.write(directory.resolve(GenesisFile.NAME), genesis);
        for (int i = 0; i < count; i++) {
            Path folder = directory.resolve(name(i));
            Files.createDirectories(folder);
            NodeKeyFile.write(folder.resolve("key.json"), TestNetwork.key(name(i)));
            NodeConfig defaults = NodeConfig.of(
                    new NodeConfig.Identity(name(i), directory.resolve(GenesisFile.NAME), folder.resolve("key.json")),
                    new NodeConfig.Listen(http.get(i), p2p.get(i), admin.get(i)));
            clients.add(new TallyClient(URI.create("http://" + http.get(i))));
            configs.add(new NodeConfig(
                    defaults.identity(),
                    new NodeConfig.Storage(folder.resolve("db"), folder.resolve("votes")),
                    defaults.listen(),
                    ONE_CLIENT,
                    defaults.mempool(),
                    defaults.blocks(),
                    defaults.timeouts(),
                    defaults.logging()));
        }
    }

    private static String name(int index) {
        return "node-" + index;
    }

    /** To be called before nodes are started. */
    void barringFor(NetworkOptions.Bar other) {
        bar = other;
    }

    Genesis genesis() {
        return genesis;
    }

    void startAll() throws IOException {
        for (int i = 0; i < configs.size(); i++) {
            start(i);
        }
    }

    void start(int index) throws IOException {
        running.put(index, Node.start(configs.get(index), InstantSource.system(), started.add(index), bar));
    }

    void stop(int index) {
        Node node = running.remove(index);
        if (node != null) {
            node.close();
        }
    }

    TallyClient client(int index) {
        return clients.get(index);
    }

    NodeConfig config(int index) {
        return configs.get(index);
    }

    private static List<HostPort> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<HostPort> ports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(socket);
            ports.add(new HostPort("127.0.0.1", socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    @Override
    public void close() {
        new ArrayList<>(running.keySet()).forEach(this::stop);
        clients.forEach(TallyClient::close);
    }
}
