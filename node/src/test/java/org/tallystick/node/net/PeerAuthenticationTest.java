package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** Authority 1 of three listens; whoever is at the other end is not who it should be. */
class PeerAuthenticationTest {
    private static final PeerMessage STATUS = new PeerMessage.StatusUpdate(Height.of(1), View.of(1));
    private static final int STRANGER = 77;

    private final TestPeers peers = new TestPeers(3);
    private InetSocketAddress address = new InetSocketAddress(0);

    @BeforeEach
    void listen() {
        address = peers.start(1, TestPeers.loopback(0).timed(TestPeers.FAST)).address();
    }

    @AfterEach
    void close() {
        peers.close();
    }

    @Test
    void accepts_the_key_of_a_lower_authority() throws Exception {
        try (RawPeer honest = RawPeer.connect(address, TestPeers.key(0), protocol())) {
            honest.send(STATUS);
            await().untilAsserted(
                            () -> assertThat(peers.recorder(1).messagesFrom(0)).containsExactly(STATUS));
        }
    }

    @Test
    void refuses_a_key_that_is_not_listed() throws Exception {
        assertRefused(STRANGER, protocol(), ConnectionRefusal.UNLISTED_KEY);
    }

    @Test
    void refuses_its_own_key_and_those_it_dials_itself() throws Exception {
        assertRefused(1, protocol(), ConnectionRefusal.WRONG_AUTHORITY);
        assertRefused(2, protocol(), ConnectionRefusal.WRONG_AUTHORITY);
    }

    @Test
    void refuses_another_network_and_another_version() throws Exception {
        assertRefused(0, protocol().replace("tallystick/1", "tallystick/2"), ConnectionRefusal.WRONG_NETWORK);
        assertRefused(0, "tallystick/1/" + HashTag.GENESIS.hash(new byte[] {2}).hex(), ConnectionRefusal.WRONG_NETWORK);
    }

    @Test
    void refuses_one_that_names_no_network() throws Exception {
        try (RawPeer peer = RawPeer.connect(address, TestPeers.key(0))) {
            peer.send(STATUS);
            assertThat(peer.isEndedByPeer()).isTrue();
        }
        assertCounted(ConnectionRefusal.WRONG_NETWORK);
        assertNothingHeard();
    }

    @Test
    void networks_of_different_geneses_do_not_connect() {
        PeerIdentity self = peers.identity(0);
        PeerIdentity elsewhere = new PeerIdentity(self.key(), self.authorities(), HashTag.GENESIS.hash(new byte[] {2}));
        Recorder recorder = new Recorder();
        NetworkOptions options = TestPeers.loopback(0).timed(TestPeers.FAST).dialing(Map.of(1, address, 2, address));
        try (PeerNetwork foreign = TestPeers.started(elsewhere, options, recorder)) {
            assertCounted(ConnectionRefusal.WRONG_NETWORK);
            await().until(() -> foreign.stats().refusals(ConnectionRefusal.WRONG_NETWORK) > 0);
            assertThat(recorder.events()).isEmpty();
            assertNothingHeard();
        }
    }

    /** Who answers at the address of authority 2 is authority 1: a listed key, but not the one that was dialed. */
    @Test
    void does_not_take_one_authority_for_another() {
        peers.register(1, address);
        peers.register(2, address);
        PeerNetwork dialer = peers.start(0, TestPeers.loopback(0).timed(TestPeers.FAST));
        await().until(() -> dialer.stats().refusals(ConnectionRefusal.WRONG_AUTHORITY) > 0);
        await().until(() -> dialer.connected().get(1));
        assertThat(dialer.connected().get(2)).isFalse();
        assertThat(peers.recorder(0).events()).containsExactly(new Recorder.Event.Connected(1));
    }

    /** Who stands between 0 and 1 has a certificate like theirs, but neither of their keys. */
    @Test
    void a_man_in_the_middle_is_taken_for_neither_end() throws Exception {
        try (SSLServerSocket middle = (SSLServerSocket) RawPeer.context(TestPeers.key(STRANGER))
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            SSLParameters parameters = middle.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol()});
            middle.setSSLParameters(parameters);
            Thread.ofVirtual().start(() -> answerAll(middle));
            peers.register(1, (InetSocketAddress) middle.getLocalSocketAddress());
            peers.register(2, (InetSocketAddress) middle.getLocalSocketAddress());
            PeerNetwork dialer = peers.start(0, TestPeers.loopback(0).timed(TestPeers.FAST));

            await().until(() -> dialer.stats().refusals(ConnectionRefusal.UNLISTED_KEY) > 0);
            assertThat(dialer.connected().isEmpty()).isTrue();
            assertThat(peers.recorder(0).events()).isEmpty();
            assertThat(dialer.stats().received().values())
                    .allMatch(traffic -> traffic.equals(new NetworkStats.Traffic(0, 0)));
        }
        assertRefused(STRANGER, protocol(), ConnectionRefusal.UNLISTED_KEY);
    }

    /** Speaks as the other end would: a keep-alive and a status. */
    private static void answerAll(ServerSocket middle) {
        while (!middle.isClosed()) {
            try (Socket victim = middle.accept()) {
                victim.getOutputStream().write(new byte[PeerCodec.LENGTH_SIZE]);
                victim.getInputStream().readAllBytes();
            } catch (IOException refused) {
                // as it should be
            }
        }
    }

    @Test
    void a_recorded_connection_cannot_be_played_again() throws Exception {
        byte[] recording;
        try (Tap tap = new Tap(address)) {
            try (RawPeer honest = RawPeer.connect(tap.address(), TestPeers.key(0), protocol())) {
                honest.send(STATUS);
                await().until(() -> peers.recorder(1).messagesFrom(0).size() == 1);
            }
            recording = tap.recorded();
        }
        try (Socket replay = new Socket(address.getAddress(), address.getPort())) {
            replay.setSoTimeout(10_000);
            replay.getOutputStream().write(recording);
            replay.getInputStream().readAllBytes();
        }
        assertCounted(ConnectionRefusal.FAILED);
        assertThat(peers.recorder(1).messagesFrom(0)).hasSize(1);
    }

    private void assertRefused(int key, String protocol, ConnectionRefusal reason) {
        try (RawPeer peer = RawPeer.connect(address, TestPeers.key(key), protocol)) {
            peer.send(STATUS);
            assertThat(peer.isEndedByPeer()).isTrue();
        } catch (IOException refused) {
            // in TLS 1.3 a client may learn of it while it connects or later
        }
        assertCounted(reason);
        assertNothingHeard();
    }

    private void assertCounted(ConnectionRefusal reason) {
        await().until(() -> peers.network(1).stats().refusals(reason) > 0);
    }

    private void assertNothingHeard() {
        assertThat(peers.recorder(1).events()).isEmpty();
        assertThat(peers.network(1).stats().received().values())
                .allMatch(traffic -> traffic.equals(new NetworkStats.Traffic(0, 0)));
    }

    private String protocol() {
        return peers.identity(0).protocol();
    }

    /** Passes one connection on and keeps what the client sent. */
    private static final class Tap implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final ByteArrayOutputStream recording = new ByteArrayOutputStream();

        Tap(InetSocketAddress target) throws IOException {
            Thread.ofVirtual().start(() -> {
                try (Socket client = server.accept();
                        Socket onward = new Socket(target.getAddress(), target.getPort())) {
                    Thread back = Thread.ofVirtual().start(() -> copy(onward, client, OutputStream.nullOutputStream()));
                    copy(client, onward, recording);
                    back.join();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        private static void copy(Socket from, Socket to, OutputStream record) {
            byte[] buffer = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    record.write(buffer, 0, read);
                    to.getOutputStream().write(buffer, 0, read);
                }
                to.shutdownOutput();
            } catch (IOException e) {
                // one of the ends is gone: the recording is complete
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        byte[] recorded() {
            return recording.toByteArray();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
