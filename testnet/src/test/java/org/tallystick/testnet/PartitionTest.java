package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.ApiException;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.Transfer;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Agreement;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;

/** Four real nodes, each in a network namespace of its own, between which packets are dropped. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PartitionTest {
    private static final int NODES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than two views may last. */
    private static final Duration SHORT = Duration.ofSeconds(6);

    @TempDir
    private Path temporary = Path.of("");

    private Namespaces namespaces;
    private Testnet testnet;
    private Signatory signatory;
    private long payments;

    @BeforeEach
    void start_the_network() throws IOException {
        assumeThat(Namespaces.obstacle()).isEmpty();
        namespaces = new Namespaces(NODES);
        TestnetFolder folder = new TestnetFolder(temporary.resolve("net"));
        new Founding(NODES, 8700, namespaces.hosts()).found(folder, System.currentTimeMillis(), new SecureRandom());
        NodeProgram here = NodeProgram.ofThisBuild();
        testnet = new Testnet(folder, node -> namespaces.command(node.index(), here.command(node)));
        signatory = LoadVerb.signatory(GenesisFile.read(folder.genesis()));
        testnet.begin(PATIENCE);
    }

    @AfterEach
    void remove_the_network() {
        if (testnet != null) {
            testnet.stopAll();
            testnet.close();
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
            assertFinal(i % 3, next());
        }
        await().atMost(PATIENCE).until(() -> !testnet.clients().get(3).readiness().ready());

        namespaces.heal();

        testnet.awaitReady(PATIENCE);
        assertFinal(3, next());
        assertAllAgree();
    }

    @Test
    void neither_half_makes_anything_final_and_together_they_go_on() throws Exception {
        for (int one : List.of(0, 1)) {
            for (int other : List.of(2, 3)) {
                namespaces.cutBoth(one, other);
            }
        }
        Transaction left = next();
        Transaction right = next();
        assertThat(isFinal(0, left)).isFalse();
        assertThat(isFinal(3, right)).isFalse();

        namespaces.heal();

        assertFinal(0, left);
        assertFinal(3, right);
        assertAllAgree();
    }

    @Test
    void payments_are_final_in_a_ring_in_which_nobody_reaches_who_is_opposite() throws Exception {
        namespaces.cutBoth(0, 2);
        namespaces.cutBoth(1, 3);
        for (int i = 0; i < 8; i++) {
            assertFinal(i % NODES, next());
        }

        namespaces.heal();

        assertFinal(0, next());
        assertAllAgree();
    }

    @Test
    void payments_are_final_though_one_is_heard_by_nobody() throws Exception {
        for (int i = 0; i < 3; i++) {
            namespaces.cut(3, i);
        }
        for (int i = 0; i < 8; i++) {
            assertFinal(i % 3, next());
        }

        namespaces.heal();

        testnet.awaitReady(PATIENCE);
        assertFinal(3, next());
        assertAllAgree();
    }

    private Transaction next() {
        return signatory.sign(
                LoadVerb.treasury(testnet),
                "partition/" + ++payments,
                List.of(new Transfer(payee(), Amount.ofBaseUnits(1))));
    }

    private Address payee() {
        return Address.of(signatory.keyOf("payee").publicKey());
    }

    /** Sends it as a careful wallet does: again and again, until it is final. */
    private void assertFinal(int node, Transaction payment) {
        await().atMost(PATIENCE).until(() -> isFinal(node, payment));
    }

    private boolean isFinal(int node, Transaction payment) {
        try {
            return testnet.clients().get(node).submitAndWait(payment, SHORT).state() == TransactionState.FINAL;
        } catch (ApiException e) {
            assertThat(e.problem().retryable()).as(e.problem().detail()).isTrue();
            return false;
        }
    }

    private void assertAllAgree() {
        String account = new AddressFormat("tly").format(payee());
        await().atMost(PATIENCE).untilAsserted(() -> {
            Agreement agreement = Agreement.among(testnet.clients());
            assertThat(agreement.stateRoot()).isPresent();
            assertThat(agreement.stateRoots()).hasSize(NODES);
            assertThat(testnet.clients())
                    .allMatch(node -> node.account(account).balance().baseUnits() == payments);
        });
        assertThat(testnet.clients()).allMatch(node -> node.authorities().members().stream()
                .allMatch(member -> member.evidence().isEmpty()));
    }
}
