package org.tallystick.testnet.network;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.Genesis.Allocation;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.network.TestnetException.Kind;
import org.tallystick.wallet.keystore.Keystore;

/**
 * How a local network is founded.
 *
 * @param nodes how many authorities, each a node of its own, 1 to {@link #MAX_NODES}
 * @param basePort node {@code i} listens on this plus {@code 10 * i}: API and explorer, then P2P, then admin
 * @param hosts the addresses of the nodes' machines, in order
 */
public record Founding(int nodes, int basePort, List<String> hosts) {
    public static final int MAX_NODES = 100;

    /** The wallet that pays for load: replays fund their accounts from it. */
    public static final String TREASURY = "treasury";

    /** The wallets that people play with. */
    public static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");

    public static final Amount COINS_PER_PERSON = Amount.parseCoins("1000000");
    public static final Amount COINS_OF_TREASURY = Amount.parseCoins("10000000000");

    private static final String LOOPBACK = "127.0.0.1";
    private static final AddressFormat ADDRESSES = new AddressFormat("tly");

    /** All nodes on this machine's loopback address. */
    public Founding(int nodes, int basePort) {
        this(nodes, basePort, Collections.nCopies(Math.clamp(nodes, 0, MAX_NODES), LOOPBACK));
    }

    public Founding {
        hosts = List.copyOf(hosts);
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new TestnetException(
                    Kind.USAGE, "a testnet has 1 to " + MAX_NODES + " nodes, not " + nodes, "Choose with --nodes.");
        }
        if (hosts.size() != nodes) {
            throw new IllegalArgumentException(nodes + " nodes have so many hosts, not " + hosts.size());
        }
        if (basePort < 1 || basePort + 10 * nodes > 65_536) {
            throw new TestnetException(
                    Kind.USAGE,
                    nodes + " nodes from port " + basePort + " don't fit below port 65536",
                    "Choose another --base-port.");
        }
    }

    /**
     * Makes keys, genesis, settings and funded wallets in {@code folder}, which must not hold anything yet.
     *
     * @param timeMs when, in milliseconds since 1970 UTC
     */
    public void found(TestnetFolder folder, long timeMs, SecureRandom random) {
        List<Authority> authorities = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            KeyPair keys = KeyPair.generate(random);
            NodeFolder node = folder.node(i);
            NodeKeyFile.write(node.key(), keys);
            config(folder, node).write(node.config());
            authorities.add(
                    new Authority(node.name(), keys.publicKey(), listen(i).p2p().toString()));
        }
        Genesis genesis = new Genesis(
                "testnet",
                ADDRESSES.prefix(),
                "TLY",
                timeMs,
                Genesis.Privacy.PUBLIC,
                Amount.ZERO,
                NameKnobs.DEFAULT,
                new AuthoritySet(authorities),
                fundWallets(folder, random));
        GenesisFile.write(folder.genesis(), genesis);
        endpoints().write(folder.endpoints());
    }

    /**
     * To be called before the network is founded: afterwards its ports stand in its genesis.
     *
     * @throws TestnetException if one of the ports is in use; it tells others that are free
     */
    public void requireFreePorts() {
        Ports.requireFree(this);
    }

    /** Where node {@code index} listens. */
    public NodeConfig.Listen listen(int index) {
        int port = basePort + 10 * index;
        String host = hosts.get(index);
        return new NodeConfig.Listen(
                new HostPort(host, port), new HostPort(host, port + 1), new HostPort(LOOPBACK, port + 2));
    }

    private NodeConfig config(TestnetFolder folder, NodeFolder node) {
        Path genesis = node.root().relativize(folder.genesis());
        Path key = node.root().relativize(node.key());
        return NodeConfig.of(new NodeConfig.Identity(node.name(), genesis, key), listen(node.index()));
    }

    private static List<Allocation> fundWallets(TestnetFolder folder, SecureRandom random) {
        Keystore wallets = new Keystore(folder.wallets());
        List<Allocation> balances = new ArrayList<>();
        for (String person : PEOPLE) {
            balances.add(new Allocation(newWallet(wallets, person, random), COINS_PER_PERSON));
        }
        balances.add(new Allocation(newWallet(wallets, TREASURY, random), COINS_OF_TREASURY));
        balances.sort(Comparator.comparing(Allocation::address));
        return balances;
    }

    private static Address newWallet(Keystore wallets, String name, SecureRandom random) {
        return wallets.createInsecure(name, KeyPair.generate(random), ADDRESSES).account();
    }

    private EndpointsFile endpoints() {
        List<EndpointsFile.Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            NodeConfig.Listen listen = listen(i);
            URI api = URI.create("http://" + listen.api());
            endpoints.add(new EndpointsFile.Endpoint(NodeFolder.nameOf(i), api, listen.p2p(), api.resolve("/")));
        }
        return new EndpointsFile(endpoints);
    }
}
