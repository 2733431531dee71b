package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.EquivocationData;
import org.tallystick.api.TransactionState;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.RawPeer;
import org.tallystick.node.testing.TestNetwork;

/** Authority 0 of four signs, truly, both that views be skipped and that they be final. */
class EvidenceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int KEPT = 16;

    /** In each of three rounds it lies about so many views: about more, all in all, than are kept. */
    private static final int AHEAD = 8;

    private static final int ROUNDS = 3;

    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair liar = TestNetwork.key("node-0");

    private long number;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void who_votes_twice_is_proved_guilty_by_every_node_that_saw_it_and_after_a_restart() throws Exception {
        try (LocalNodes nodes = new LocalNodes(directory, 4, alice)) {
            nodes.start(1);
            nodes.start(2);
            nodes.start(3);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> nodes.client(3).status().ready());
            assertThat(evidence(nodes, 3, 0)).isEmpty();

            voteTwice(nodes);

            await().atMost(PATIENCE).until(() -> evidence(nodes, 3, 0).size() == KEPT);
            assertThat(evidence(nodes, 3, 0)).allMatch(proof -> proves(nodes.genesis(), proof));
            assertThat(evidence(nodes, 3, 1)).isEmpty();
            List<EquivocationData> before = evidence(nodes, 3, 0);

            nodes.stop(3);
            nodes.start(3);

            assertThat(evidence(nodes, 3, 0)).isEqualTo(before);
            assertThat(metrics(nodes))
                    .contains("tally_consensus_evidence{authority=\"node-0\"} 16.0")
                    .contains("tally_consensus_evidence{authority=\"node-1\"} 0.0");
        }
    }

    private void voteTwice(LocalNodes nodes) throws IOException {
        NodeConfig.Listen listen = nodes.config(3).listen();
        InetSocketAddress address =
                new InetSocketAddress(listen.p2p().host(), listen.p2p().port());
        Genesis genesis = nodes.genesis();
        try (RawPeer peer =
                RawPeer.connect(address, liar, "tallystick/1/" + genesis.hash().hex())) {
            for (int round = 0; round < ROUNDS; round++) {
                View view = nodes.client(3).status().view();
                for (int i = 0; i < AHEAD; i++) {
                    view = view.next();
                    peer.send(new PeerMessage.Consensus(vote(genesis, Ballot.nullify(Epoch.ZERO, view))));
                    peer.send(new PeerMessage.Consensus(
                            vote(genesis, Ballot.finalize(Epoch.ZERO, view, genesis.hash()))));
                }
                // Views go by, so that the next round is of later ones.
                for (int i = 0; i < AHEAD; i++) {
                    pay(nodes);
                }
            }
        }
    }

    private void pay(LocalNodes nodes) {
        assertThat(nodes.client(3)
                        .submitAndWait(LocalPayments.pay(nodes.genesis(), alice, ++number), PATIENCE)
                        .state())
                .isEqualTo(TransactionState.FINAL);
    }

    private Message.Vote vote(Genesis genesis, Ballot ballot) {
        return new Message.Vote(ballot, new Certificate.Seal(0, liar.sign(ballot.digest(genesis.hash()))));
    }

    private static List<EquivocationData> evidence(LocalNodes nodes, int asked, int accused) {
        return nodes.client(asked).authorities().members().get(accused).evidence();
    }

    private static boolean proves(Genesis genesis, EquivocationData proof) {
        return proof.signer() == 0
                && proof.toEquivocation().verifies(genesis.authorities(), genesis.hash(), P256.verifier());
    }

    private static String metrics(LocalNodes nodes) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://" + nodes.config(3).listen().api() + "/metrics");
            return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
