package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.config.HostPort;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.node.testing.TestNetwork;

/**
 * Four nodes, one of them flooded with connections that send a byte a second: payments through it are final all the same, and a
 * node that comes back is let in. {@code -Dflood.sockets=10000} makes it a flood of ten thousand.
 */
class FloodTest {
    private static final int SOCKETS = Integer.getInteger("flood.sockets", 2_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InetAddress ATTACKER = InetAddress.ofLiteral("127.0.0.2");

    private final KeyPair alice = TestNetwork.key("alice");

    @TempDir
    private Path directory = Path.of("");

    private LocalNodes nodes;
    private long number;

    @BeforeEach
    void start() throws IOException {
        nodes = new LocalNodes(directory, 4, alice);
        nodes.startAll();
        awaitReady();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void a_flood_of_the_api_keeps_no_payment_from_being_final() throws Exception {
        assertUnharmed(nodes.config(3).listen().api());
    }

    @Test
    void a_flood_of_the_peers_port_keeps_no_payment_from_being_final_and_no_peer_out() throws Exception {
        assertUnharmed(nodes.config(3).listen().p2p());
    }

    private void assertUnharmed(HostPort flooded) throws Exception {
        try (Flood flood = new Flood(ATTACKER, flooded, SOCKETS)) {
            await().atMost(PATIENCE.multipliedBy(4)).until(() -> flood.opened() >= SOCKETS);
            for (int i = 0; i < 20; i++) {
                assertThat(pay()).isEqualTo(TransactionState.FINAL);
            }
            // Without nodes 1 and 3 there is no quorum, so a payment shows that node 1 is linked to node 3 again.
            nodes.stop(1);
            nodes.start(1);
            nodes.stop(0);
            await().atMost(PATIENCE).until(() -> nodes.client(3).status().ready());
            assertThat(pay()).isEqualTo(TransactionState.FINAL);
        }
    }

    private TransactionState pay() {
        return nodes.client(3)
                .submitAndWait(LocalPayments.pay(nodes.genesis(), alice, ++number), PATIENCE)
                .state();
    }

    private void awaitReady() {
        for (int i = 0; i < 4; i++) {
            int index = i;
            await().atMost(PATIENCE).until(() -> nodes.client(index).status().ready());
        }
    }
}
