package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Funding;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Agreement;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;

/** Real node processes, and someone who pays one base unit at a time and keeps count. */
final class LiveNetwork implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than two views may last. */
    private static final Duration SHORT = Duration.ofSeconds(6);

    private final Testnet testnet;
    private final Signatory signatory;
    private final KeyPair payer;
    private long payments;

    /** Founds the network in {@code folder}; its nodes don't run yet. */
    LiveNetwork(Path folder, Founding founding, UnaryOperator<NodeProgram> how) {
        TestnetFolder network = new TestnetFolder(folder);
        founding.found(network, System.currentTimeMillis(), new SecureRandom());
        testnet = new Testnet(network, how.apply(NodeProgram.ofThisBuild()));
        signatory = LoadVerb.signatory(GenesisFile.read(network.genesis()));
        payer = LoadVerb.treasury(testnet);
    }

    Testnet testnet() {
        return testnet;
    }

    /** A payment that was not sent yet. It is expected to become final. */
    Transaction next() {
        return signatory.sign(payer, "payment/" + ++payments, List.of(new Transfer(payee(), Amount.ofBaseUnits(1))));
    }

    private Address payee() {
        return Address.of(signatory.keyOf("payee").publicKey());
    }

    void pay(int node) {
        assertFinal(node, next());
    }

    /** Sends it as a careful wallet does: again and again, until it is final. */
    void assertFinal(int node, Transaction payment) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> isFinal(node, payment));
    }

    /** Sends it once. */
    boolean isFinal(int node, Transaction payment) {
        try {
            return testnet.clients().get(node).submitAndWait(payment, SHORT).state() == TransactionState.FINAL;
        } catch (ApiException e) {
            assertThat(e.problem().retryable()).as(e.problem().detail()).isTrue();
            return false;
        } catch (ClientException away) {
            return false;
        }
    }

    /** Gives one base unit to so many new accounts, in large transactions, through other nodes than {@code spared}. */
    void openAccounts(int count, int spared) throws InterruptedException {
        List<TallyClient> others = new ArrayList<>(testnet.clients());
        others.remove(spared);
        Signatory another = LoadVerb.signatory(GenesisFile.read(testnet.folder().genesis()));
        Map<Address, Amount> grants = new HashMap<>();
        for (int i = 0; i < count; i++) {
            grants.put(Address.of(another.keyOf("account/" + i).publicKey()), Amount.ofBaseUnits(1));
        }
        new Funding(others, another, payer).grant(grants, (what, done, all) -> {});
    }

    /** All nodes have one state, in which every payment was made once, and nobody has seen anyone break a rule. */
    void assertAllAgree() {
        String account = new AddressFormat("tly").format(payee());
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Agreement agreement = Agreement.among(testnet.clients());
            assertThat(agreement.stateRoot()).isPresent();
            assertThat(agreement.stateRoots()).hasSize(testnet.nodes().size());
            assertThat(testnet.clients())
                    .allMatch(node -> node.account(account).balance().baseUnits() == payments);
        });
        assertThat(testnet.clients())
                .allMatch(node -> node.authorities().members().stream()
                        .allMatch(member -> member.evidence().isEmpty()));
    }

    @Override
    public void close() {
        testnet.stopAll();
        testnet.close();
    }
}
