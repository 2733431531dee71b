package org.tallystick.node.net;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.KeyPair;

/** Authorities with networks on loopback, made from the highest index down, as the lower ones dial the higher. */
final class TestPeers implements AutoCloseable {
    static final Hash GENESIS = HashTag.GENESIS.hash(new byte[] {1});

    /** Short waits, for tests of what happens when they are over. */
    static final NetworkOptions.Timing FAST = new NetworkOptions.Timing(
            Duration.ofMillis(2_500),
            Duration.ofMillis(200),
            Duration.ofMillis(1_500),
            Duration.ofMillis(10),
            Duration.ofMillis(50));

    private final List<KeyPair> keys;
    private final AuthoritySet authorities;
    private final Map<Integer, InetSocketAddress> addresses = new HashMap<>();
    private final Map<Integer, PeerNetwork> networks = new HashMap<>();
    private final Map<Integer, Recorder> recorders = new HashMap<>();

    TestPeers(int count) {
        keys = IntStream.range(0, count).mapToObj(TestPeers::key).toList();
        List<Authority> set = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            set.add(new Authority("node-" + i, keys.get(i).publicKey(), "127.0.0.1:" + (i + 1)));
        }
        authorities = new AuthoritySet(set);
    }

    static KeyPair key(int number) {
        byte[] secret = new byte[KeyPair.SECRET_SIZE];
        secret[0] = 1;
        secret[KeyPair.SECRET_SIZE - 1] = (byte) number;
        return KeyPair.of(secret);
    }

    static NetworkOptions loopback(int port) {
        return NetworkOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    AuthoritySet authorities() {
        return authorities;
    }

    PeerIdentity identity(int index) {
        return new PeerIdentity(keys.get(index), authorities, GENESIS);
    }

    /** Starts every authority with the default options. */
    TestPeers startAll() {
        for (int i = authorities.size() - 1; i >= 0; i--) {
            start(i, loopback(0));
        }
        return this;
    }

    /** Starts one authority, which knows the addresses of those started or registered before. */
    PeerNetwork start(int index, NetworkOptions options) {
        Recorder recorder = new Recorder();
        PeerNetwork network = started(identity(index), options.dialing(addresses), recorder);
        addresses.put(index, network.address());
        networks.put(index, network);
        recorders.put(index, recorder);
        return network;
    }

    /** Waits until everyone is connected to everyone. */
    void awaitMesh() {
        networks.values()
                .forEach(each -> await().until(() -> each.connected().cardinality() == authorities.size() - 1));
    }

    /** Makes those started later look for {@code index} at {@code address}. */
    void register(int index, InetSocketAddress address) {
        addresses.put(index, address);
    }

    static PeerNetwork started(PeerIdentity identity, NetworkOptions options, PeerListener listener) {
        PeerNetwork network = new PeerNetwork(identity, options, listener);
        try {
            network.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return network;
    }

    PeerNetwork network(int index) {
        return Objects.requireNonNull(networks.get(index));
    }

    Recorder recorder(int index) {
        return Objects.requireNonNull(recorders.get(index));
    }

    @Override
    public void close() {
        networks.values().forEach(PeerNetwork::close);
    }
}
