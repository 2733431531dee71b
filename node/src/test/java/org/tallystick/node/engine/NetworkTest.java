package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.BlockData;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.node.NodeCommand;
import org.tallystick.node.store.VoteLogException;
import org.tallystick.node.testing.TestNetwork;

/** Four whole nodes: what users are promised holds across them. */
class NetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair bob = TestNetwork.key("bob");

    @TempDir
    private Path directory = Path.of("");

    private LocalNodes nodes;
    private long number;

    @BeforeEach
    void start() throws IOException {
        nodes = new LocalNodes(directory, 4, alice);
        nodes.startAll();
        for (int i = 0; i < 4; i++) {
            awaitReady(i);
        }
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void a_payment_through_any_node_is_final_on_all() {
        for (int i = 0; i < 8; i++) {
            assertThat(pay(i % 4).state()).isEqualTo(TransactionState.FINAL);
        }

        for (int i = 0; i < 4; i++) {
            awaitBalance(i, bob, 8);
        }
    }

    @Test
    void the_same_transaction_sent_to_two_nodes_pays_once() {
        Transaction payment = payment();

        TransactionStatus first = nodes.client(0).submitAndWait(payment, PATIENCE);
        TransactionStatus second = nodes.client(1).submitAndWait(payment, PATIENCE);

        assertThat(second.inclusion()).isEqualTo(first.inclusion());
        awaitBalance(2, bob, 1);
    }

    @Test
    void three_of_four_go_on_and_the_fourth_catches_up() throws IOException {
        pay(0);
        nodes.stop(3);
        for (int i = 0; i < 12; i++) {
            assertThat(pay(i % 3).state()).isEqualTo(TransactionState.FINAL);
        }

        nodes.start(3);

        awaitBalance(3, bob, 13);
        awaitSameRoot();
        awaitReady(3);
        assertThat(pay(3).state()).isEqualTo(TransactionState.FINAL);
    }

    @Test
    void nothing_final_is_lost_when_all_stop_and_start_again() throws IOException {
        for (int i = 0; i < 5; i++) {
            pay(i % 4);
        }
        for (int i = 0; i < 4; i++) {
            nodes.stop(i);
        }

        nodes.startAll();

        for (int i = 0; i < 4; i++) {
            awaitReady(i);
            awaitBalance(i, bob, 5);
        }
        assertThat(pay(1).state()).isEqualTo(TransactionState.FINAL);
        awaitSameRoot();
    }

    /** Whatever it had voted is forgotten: it must not vote on as if nothing had been. */
    @Test
    void a_node_whose_disk_was_wiped_keeps_silent_until_it_is_told_from_where_to_vote() throws IOException {
        pay(0);
        nodes.stop(3);
        wipe(nodes.config(3));
        assertThatThrownBy(() -> nodes.start(3))
                .isInstanceOfSatisfying(
                        VoteLogException.class, e -> assertThat(e.kind()).isEqualTo(VoteLogException.Kind.LOST))
                .hasMessageContaining("tally node recover");
        Path settings = directory.resolve("node-3.toml");
        nodes.config(3).write(settings);
        long from = nodes.client(0).status().view().value() + 8;

        assertThat(NodeCommand.commandLine()
                        .execute("recover", "--config", settings.toString(), "--view", "" + from, "--yes"))
                .isZero();
        nodes.start(3);

        awaitBalance(3, bob, 1);
        assertThat(nodes.client(0).authorities().members().get(3).lastVoteView().value())
                .isLessThan(from);
        for (int i = 1; nodes.client(0).status().view().value() <= from + 8; i++) {
            pay(i % 3);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nodes.client(0)
                                .authorities()
                                .members()
                                .get(3)
                                .lastVoteView()
                                .value())
                        .isGreaterThan(from));
    }

    private static void wipe(NodeConfig config) throws IOException {
        for (Path folder : List.of(config.storage().ledger(), config.storage().votes())) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private Transaction payment() {
        Hash genesisHash = nodes.genesis().hash();
        TransactionBody body = new TransactionBody(
                NetworkTag.of(genesisHash),
                TestNetwork.address(alice),
                IdempotencyKey.of(ByteBuffer.allocate(16).putLong(++number).array()),
                System.currentTimeMillis() + 600_000,
                Amount.ZERO,
                "",
                List.of(new Transfer(TestNetwork.address(bob), Amount.ofBaseUnits(1))));
        return Transaction.sign(genesisHash, body, alice);
    }

    private TransactionStatus pay(int through) {
        return nodes.client(through).submitAndWait(payment(), PATIENCE);
    }

    private void awaitReady(int index) {
        await().atMost(PATIENCE).until(() -> nodes.client(index).status().ready());
    }

    private void awaitBalance(int index, KeyPair owner, long baseUnits) {
        String address = new AddressFormat("tst").format(TestNetwork.address(owner));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(nodes.client(index).account(address).balance())
                                .isEqualTo(Amount.ofBaseUnits(baseUnits)));
    }

    private void awaitSameRoot() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            BlockData head = nodes.client(0).status().head();
            for (int i = 1; i < 4; i++) {
                assertThat(nodes.client(i).block(head.header().height()).header())
                        .isEqualTo(head.header());
            }
        });
    }
}
