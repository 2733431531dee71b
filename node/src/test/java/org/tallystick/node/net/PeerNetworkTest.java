package org.tallystick.node.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

class PeerNetworkTest {

    @Test
    void four_authorities_form_a_mesh_and_hear_each_other() {
        try (TestPeers peers = new TestPeers(4).startAll()) {
            for (int i = 0; i < 4; i++) {
                PeerNetwork each = peers.network(i);
                await().until(() -> each.connected().cardinality() == 3);
            }
            for (int i = 0; i < 4; i++) {
                peers.network(i).broadcast(new PeerMessage.StatusUpdate(Height.of(i), View.of(7)));
            }
            for (int to = 0; to < 4; to++) {
                for (int from = 0; from < 4; from++) {
                    if (from != to) {
                        Recorder recorder = peers.recorder(to);
                        PeerMessage expected = new PeerMessage.StatusUpdate(Height.of(from), View.of(7));
                        int sender = from;
                        await().untilAsserted(() ->
                                assertThat(recorder.messagesFrom(sender)).containsExactly(expected));
                    }
                }
            }
        }
    }
}
