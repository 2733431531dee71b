package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.tallystick.testnet.LiveNetwork.PATIENCE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.Testnet;

/** Four real nodes, each in a network namespace of its own, between which packets are dropped. Each test heals what it cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PartitionTest {
    private static final int NODES = 4;

    private Namespaces namespaces;
    private LiveNetwork network;
    private Testnet testnet;

    @BeforeAll
    void start_the_network(@TempDir Path temporary) throws IOException {
        assumeThat(Namespaces.obstacle()).isEmpty();
        namespaces = new Namespaces(NODES);
        network = new LiveNetwork(
                temporary.resolve("net"),
                new Founding(NODES, 8700, namespaces.hosts()),
                here -> node -> namespaces.command(node.index(), here.command(node)));
        testnet = network.testnet();
        testnet.begin(PATIENCE);
    }

    @AfterAll
    void remove_the_network() {
        if (network != null) {
            network.close();
        }
        if (namespaces != null) {
            namespaces.close();
        }
    }

    @Test
    void the_others_go_on_without_one_that_is_cut_off_and_it_catches_up() throws Exception {
        for (int i = 0; i < 3; i++) {
            namespaces.cutBoth(i, 3);
        }
        for (int i = 0; i < 20; i++) {
            network.pay(i % 3);
        }
        await().atMost(PATIENCE)
                .until(() -> !testnet.clients().get(3).readiness().ready());

        namespaces.heal();

        testnet.awaitReady(PATIENCE);
        network.pay(3);
        network.assertAllAgree();
    }

    @Test
    void neither_half_makes_anything_final_and_together_they_go_on() throws Exception {
        for (int one : List.of(0, 1)) {
            for (int other : List.of(2, 3)) {
                namespaces.cutBoth(one, other);
            }
        }
        Transaction left = network.next();
        Transaction right = network.next();
        assertThat(network.isFinal(0, left)).isFalse();
        assertThat(network.isFinal(3, right)).isFalse();

        namespaces.heal();

        network.assertFinal(0, left);
        network.assertFinal(3, right);
        network.assertAllAgree();
    }

    @Test
    void payments_are_final_in_a_ring_in_which_nobody_reaches_who_is_opposite() throws Exception {
        namespaces.cutBoth(0, 2);
        namespaces.cutBoth(1, 3);
        for (int i = 0; i < 8; i++) {
            network.pay(i % NODES);
        }

        namespaces.heal();

        network.pay(0);
        network.assertAllAgree();
    }

    @Test
    void payments_are_final_though_one_is_heard_by_nobody() throws Exception {
        for (int i = 0; i < 3; i++) {
            namespaces.cut(3, i);
        }
        for (int i = 0; i < 8; i++) {
            network.pay(i % 3);
        }

        namespaces.heal();

        testnet.awaitReady(PATIENCE);
        network.pay(3);
        network.assertAllAgree();
    }
}
