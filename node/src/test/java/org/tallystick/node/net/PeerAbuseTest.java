package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.metrics.NodeFigures;
import org.tallystick.node.metrics.NodeMetrics;
import org.tallystick.node.metrics.Upkeep;

/** Authority 1 of two listens, to strangers and to an authority 0 that misbehaves. */
class PeerAbuseTest {
    private static final int MAX_HANDSHAKES = 8;

    private final TestPeers peers = new TestPeers(2);
    private InetSocketAddress address = new InetSocketAddress(0);

    @BeforeEach
    void listen() {
        NetworkOptions options = TestPeers.loopback(0)
                .timed(TestPeers.FAST)
                .barring(new NetworkOptions.Bar(Duration.ofMillis(1), Duration.ofMillis(1)))
                .maxHandshakes(MAX_HANDSHAKES)
                .handshakesPerSecond(1_000);
        address = peers.start(1, options).address();
    }

    @AfterEach
    void close() {
        peers.close();
    }

    @Test
    void an_oversized_frame_ends_the_link() throws Exception {
        assertEnds(peer -> peer.sendHead(0xFFFF_FFFFL, Kind.CONSENSUS.tag()), ProtocolViolation.FRAME_TOO_LARGE);
        assertEnds(peer -> peer.sendHead(66, Kind.STATUS.tag()), ProtocolViolation.FRAME_TOO_LARGE);
    }

    @Test
    void an_unknown_kind_ends_the_link() throws Exception {
        assertEnds(peer -> peer.sendHead(10, 99), ProtocolViolation.UNKNOWN_KIND);
    }

    @Test
    void a_malformed_message_ends_the_link() throws Exception {
        assertEnds(
                peer -> {
                    peer.sendHead(17, Kind.STATUS.tag());
                    peer.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0});
                },
                ProtocolViolation.MALFORMED_MESSAGE);
    }

    @Test
    void garbage_is_refused() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(garbage);
            try (Socket socket = connect()) {
                socket.getOutputStream().write(garbage);
                assertEnded(socket);
            }
        }
        await().until(() -> refusals(ConnectionRefusal.FAILED) + refusals(ConnectionRefusal.TIMED_OUT) == 20);
        assertThat(peers.recorder(1).events()).isEmpty();
    }

    @Test
    void a_handshake_byte_by_byte_is_cut_off() throws Exception {
        try (Socket socket = connect()) {
            byte[] handshakeRecord = {0x16, 3, 1, 2, 0};
            long start = System.nanoTime();
            try {
                for (int i = 0; i < 1_000; i++) {
                    socket.getOutputStream().write(i < handshakeRecord.length ? handshakeRecord[i] : 1);
                    Thread.sleep(20);
                }
            } catch (SocketException closed) {
                // as it should be
            }
            long elapsedMs = (System.nanoTime() - start) / 1_000_000;
            assertThat(elapsedMs).isBetween(TestPeers.FAST.handshake().toMillis() - 50, 5_000L);
        }
        await().until(() -> refusals(ConnectionRefusal.TIMED_OUT) == 1);
    }

    @Test
    void a_flood_of_idle_connections_keeps_nobody_out() throws Exception {
        List<Socket> flood = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                flood.add(connect());
            }
            try (RawPeer honest =
                    RawPeer.connect(address, TestPeers.key(0), peers.identity(0).protocol())) {
                honest.send(status(1));
                await().until(() -> peers.recorder(1).messagesFrom(0).size() == 1);
            }
            await().until(() -> refusals(ConnectionRefusal.TOO_MANY_HANDSHAKES) >= 250);
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    /** Far more is sent than anyone may buffer. What is lost is gossip; a vote sent last overtakes what still waits. */
    @Test
    void a_peer_that_does_not_read_costs_gossip_and_bounded_memory() throws Exception {
        RandomMessages messages = new RandomMessages(1);
        PeerMessage batch = messages.largeBatch(PeerMessage.Transactions.MAX_BYTES);
        PeerMessage vote = new PeerMessage.Consensus(messages.vote());
        PeerNetwork network = peers.network(1);
        NodeMetrics metrics = new NodeMetrics(List.of());
        metrics.bindNetwork(network);
        System.gc();
        try (RawPeer slow =
                RawPeer.connect(address, TestPeers.key(0), peers.identity(0).protocol())) {
            await().until(() -> network.connected().get(0));
            int sent = 64;
            for (int i = 0; i < sent; i++) {
                network.broadcast(batch);
                slow.write(new byte[PeerCodec.LENGTH_SIZE]);
                Thread.sleep(5);
            }
            network.broadcast(vote);
            long dropped = network.stats().dropped(Kind.TRANSACTIONS).messages();
            assertThat(dropped).isGreaterThan(sent / 2);
            assertThat(metrics.scrape(new NodeFigures(0, 0, 0, 0, 0, 0, 0, Upkeep.NOTHING_TO_DO, List.of())))
                    .contains("tally_p2p_unsent_total{kind=\"transactions\"} " + dropped + ".0");

            int gossipBefore = 0;
            int gossipAfter = 0;
            boolean voted = false;
            while (gossipBefore + gossipAfter < sent - dropped || !voted) {
                byte[] frame = slow.readFrame();
                if (frame.length == 0) {
                    slow.write(new byte[PeerCodec.LENGTH_SIZE]);
                } else if (frame[0] == Kind.CONSENSUS.tag()) {
                    voted = true;
                } else if (voted) {
                    gossipAfter++;
                } else {
                    gossipBefore++;
                }
            }
            assertThat(gossipAfter).isGreaterThanOrEqualTo(3);
        }
    }

    private interface Misdeed {
        void commit(RawPeer peer) throws IOException;
    }

    private void assertEnds(Misdeed misdeed, ProtocolViolation expected) throws IOException {
        long before = violations(expected);
        int heard = peers.recorder(1).messagesFrom(0).size();
        try (RawPeer peer =
                RawPeer.connect(address, TestPeers.key(0), peers.identity(0).protocol())) {
            peer.send(status(heard));
            misdeed.commit(peer);
            peer.send(status(1_000));
            assertThat(peer.isEndedByPeer()).isTrue();
        }
        await().until(() -> violations(expected) == before + 1);
        assertThat(peers.recorder(1).messagesFrom(0)).hasSize(heard + 1).endsWith(status(heard));
        assertThat(peers.recorder(1).events()).endsWith(new Recorder.Event.Disconnected(0));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void assertEnded(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            // ended all the same
        }
    }

    private long refusals(ConnectionRefusal reason) {
        return peers.network(1).stats().refusals(reason);
    }

    private long violations(ProtocolViolation violation) {
        return peers.network(1).misbehaviour(0).getOrDefault(violation, 0L);
    }

    private static PeerMessage status(long number) {
        return new PeerMessage.StatusUpdate(Height.of(number), View.of(7));
    }
}
