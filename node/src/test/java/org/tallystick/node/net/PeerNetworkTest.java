package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.Recorder.Event;

class PeerNetworkTest {

    @Test
    void four_authorities_form_a_mesh_and_hear_each_other() {
        try (TestPeers peers = new TestPeers(4).startAll()) {
            peers.awaitMesh();
            for (int i = 0; i < 4; i++) {
                peers.network(i).broadcast(status(i));
            }
            for (int to = 0; to < 4; to++) {
                for (int from = 0; from < 4; from++) {
                    Recorder recorder = peers.recorder(to);
                    List<PeerMessage> expected = from == to ? List.of() : List.of(status(from));
                    int sender = from;
                    await().untilAsserted(() ->
                            assertThat(recorder.messagesFrom(sender)).isEqualTo(expected));
                }
            }
        }
    }

    @Test
    void every_kind_of_message_arrives_as_it_was_sent() {
        try (TestPeers peers = new TestPeers(2).startAll()) {
            peers.awaitMesh();
            RandomMessages messages = new RandomMessages(1);
            List<PeerMessage> sent = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                sent.add(messages.ofKind(kind));
            }
            sent.add(new PeerMessage.FetchedBlock(messages.largeBlock()));
            for (Kind question : List.of(Kind.BLOCKS_REQUEST, Kind.CERTIFICATES_REQUEST, Kind.FETCH_BLOCK)) {
                // Answers are not read unless they were asked for.
                peers.network(0).send(1, messages.ofKind(question));
            }
            sent.forEach(
                    message -> assertThat(peers.network(1).send(0, message)).isTrue());
            await().untilAsserted(() ->
                    assertThat(peers.recorder(0).messagesFrom(1)).containsExactlyInAnyOrderElementsOf(sent));
        }
    }

    @Test
    void messages_of_one_lane_arrive_in_order() {
        try (TestPeers peers = new TestPeers(2).startAll()) {
            peers.awaitMesh();
            List<PeerMessage> sent = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                sent.add(status(i));
                peers.network(0).broadcast(status(i));
            }
            await().until(() -> peers.recorder(1).messagesFrom(0).size() == sent.size());
            assertThat(peers.recorder(1).messagesFrom(0)).isEqualTo(sent);
        }
    }

    @Test
    void sending_to_one_that_is_not_connected_does_nothing() {
        try (TestPeers peers = new TestPeers(2)) {
            PeerNetwork alone = peers.start(1, TestPeers.loopback(0));
            alone.broadcast(status(1));
            assertThat(alone.send(0, status(1))).isFalse();
            assertThat(alone.send(1, status(1))).isFalse();
        }
    }

    @Test
    void links_come_back_after_a_restart() {
        try (TestPeers peers = new TestPeers(3)) {
            for (int i = 2; i >= 0; i--) {
                peers.start(i, TestPeers.loopback(0).timed(TestPeers.FAST));
            }
            peers.awaitMesh();
            int port = peers.network(1).address().getPort();
            peers.network(1).close();
            await().until(() -> peers.network(0).connected().cardinality() == 1);
            peers.start(1, TestPeers.loopback(port).timed(TestPeers.FAST));
            peers.awaitMesh();
            peers.network(0).send(1, status(5));
            await().untilAsserted(
                            () -> assertThat(peers.recorder(1).messagesFrom(0)).containsExactly(status(5)));
            assertThat(peers.recorder(0).events())
                    .filteredOn(event -> !(event instanceof Event.Connected(int authority) && authority == 2))
                    .containsExactly(new Event.Connected(1), new Event.Disconnected(1), new Event.Connected(1));
        }
    }

    @Test
    void an_idle_link_stays_up() throws Exception {
        try (TestPeers peers = new TestPeers(2)) {
            peers.start(1, TestPeers.loopback(0).timed(TestPeers.FAST));
            peers.start(0, TestPeers.loopback(0).timed(TestPeers.FAST));
            peers.awaitMesh();
            Thread.sleep(2 * TestPeers.FAST.dead().toMillis());
            assertThat(peers.recorder(0).events()).containsExactly(new Event.Connected(1));
        }
    }

    @Test
    void a_link_on_which_nothing_comes_is_closed() throws Exception {
        try (TestPeers peers = new TestPeers(2)) {
            InetSocketAddress address =
                    peers.start(1, TestPeers.loopback(0).timed(TestPeers.FAST)).address();
            try (RawPeer silent =
                    RawPeer.connect(address, TestPeers.key(0), peers.identity(0).protocol())) {
                await().untilAsserted(() -> assertThat(peers.recorder(1).events())
                        .containsExactly(new Event.Connected(0), new Event.Disconnected(0)));
                assertThat(silent.isEndedByPeer()).isTrue();
            }
        }
    }

    @Test
    void a_newer_link_of_an_authority_replaces_the_older() throws Exception {
        try (TestPeers peers = new TestPeers(2)) {
            InetSocketAddress address = peers.start(1, TestPeers.loopback(0)).address();
            String protocol = peers.identity(0).protocol();
            try (RawPeer older = RawPeer.connect(address, TestPeers.key(0), protocol)) {
                await().until(() -> peers.network(1).connected().get(0));
                try (RawPeer newer = RawPeer.connect(address, TestPeers.key(0), protocol)) {
                    newer.send(status(1));
                    assertThat(older.isEndedByPeer()).isTrue();
                    await().untilAsserted(() -> assertThat(peers.recorder(1).events())
                            .containsExactly(
                                    new Event.Connected(0),
                                    new Event.Disconnected(0),
                                    new Event.Connected(0),
                                    new Event.Received(0, status(1))));
                }
            }
        }
    }

    @Test
    void a_paused_authority_is_heard_again_from_where_it_was_when_resumed() throws Exception {
        try (TestPeers peers = new TestPeers(2)) {
            peers.start(1, TestPeers.loopback(0).timed(TestPeers.FAST));
            peers.start(0, TestPeers.loopback(0).timed(TestPeers.FAST));
            peers.awaitMesh();
            peers.network(1).pause(0);
            List<PeerMessage> sent = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                sent.add(status(i));
                peers.network(0).broadcast(status(i));
            }
            Thread.sleep(2 * TestPeers.FAST.dead().toMillis());
            assertThat(peers.recorder(1).messagesFrom(0)).hasSizeLessThan(sent.size());
            peers.network(1).resume(0);
            await().until(() -> peers.recorder(1).messagesFrom(0).size() == sent.size());
            assertThat(peers.recorder(1).messagesFrom(0)).isEqualTo(sent);
        }
    }

    @Test
    void counts_what_it_sends_and_receives_by_kind() {
        try (TestPeers peers = new TestPeers(3).startAll()) {
            peers.awaitMesh();
            PeerMessage batch = new RandomMessages(1).transactions(3);
            peers.network(0).broadcast(batch);
            await().until(() -> peers.recorder(1).messagesFrom(0).size() == 1
                    && peers.recorder(2).messagesFrom(0).size() == 1);
            long size = 5L + batch.encoded().length;
            assertThat(peers.network(0).stats().peers()).isEqualTo(2);
            assertThat(peers.network(0).stats().sent())
                    .containsEntry(Kind.TRANSACTIONS, new NetworkStats.Traffic(2, 2 * size));
            assertThat(peers.network(1).stats().received())
                    .containsEntry(Kind.TRANSACTIONS, new NetworkStats.Traffic(1, size));
        }
    }

    private static PeerMessage status(long number) {
        return new PeerMessage.StatusUpdate(Height.of(number), View.of(7));
    }
}
