package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.RawPeer;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/**
 * A node that was away has one peer that says it is infinitely far, and that answers with nothing, or with blocks of its own
 * under a certificate that only it has signed. It catches up from the others, and accepts none of that.
 */
class LyingPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair liar = TestNetwork.key("node-0");
    private final AtomicInteger lies = new AtomicInteger();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void a_node_catches_up_beside_a_peer_that_lies_about_its_height() throws Exception {
        try (LocalNodes nodes = new LocalNodes(directory, 4, alice)) {
            for (int i = 0; i < 3; i++) {
                nodes.start(i);
            }
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> nodes.client(2).status().ready());
            for (int i = 0; i < 60; i++) {
                pay(nodes, 2, i);
            }
            nodes.stop(0);

            nodes.start(3);
            try (RawPeer peer = lie(nodes)) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> nodes.client(3).status().ready()
                                && nodes.client(3)
                                                .status()
                                                .head()
                                                .header()
                                                .height()
                                                .value()
                                        >= 60);
                pay(nodes, 3, 1_000);
                assertThat(lies).hasPositiveValue();
                peer.send(new PeerMessage.StatusUpdate(Height.of(1), View.of(1)));
            }
            Block forged = forged(nodes);
            assertThat(nodes.client(3).block(Height.of(1)).header().stateRoot())
                    .isEqualTo(nodes.client(2).block(Height.of(1)).header().stateRoot())
                    .isNotEqualTo(forged.header().stateRoot());
        }
    }

    private void pay(LocalNodes nodes, int through, long number) {
        assertThat(nodes.client(through)
                        .submitAndWait(LocalPayments.pay(nodes.genesis(), alice, number), PATIENCE)
                        .state())
                .isEqualTo(TransactionState.FINAL);
    }

    private RawPeer lie(LocalNodes nodes) throws IOException {
        NodeConfig.Listen listen = nodes.config(3).listen();
        InetSocketAddress address =
                new InetSocketAddress(listen.p2p().host(), listen.p2p().port());
        RawPeer peer = RawPeer.connect(
                address, liar, "tallystick/1/" + nodes.genesis().hash().hex());
        peer.send(new PeerMessage.StatusUpdate(Height.of(Long.MAX_VALUE), View.of(Long.MAX_VALUE)));
        Thread.ofVirtual().start(() -> answer(peer, nodes));
        return peer;
    }

    private void answer(RawPeer peer, LocalNodes nodes) {
        Block block = forged(nodes);
        Ballot ballot = Ballot.finalize(Epoch.ZERO, block.header().view(), block.hash());
        Certificate.Seal own =
                new Certificate.Seal(0, liar.sign(ballot.digest(nodes.genesis().hash())));
        PeerMessage uncertified =
                new PeerMessage.Blocks(List.of(block), List.of(), new Certificate(ballot, List.of(own)));
        try {
            while (true) {
                Optional<PeerMessage.BlocksRequest> request = peer.nextIfRequest();
                if (request.isPresent()) {
                    PeerMessage nothing = new PeerMessage.NoBlocks(request.get().from());
                    peer.send(lies.getAndIncrement() % 2 == 0 ? uncertified : nothing);
                }
                peer.send(new PeerMessage.StatusUpdate(Height.of(Long.MAX_VALUE), View.of(Long.MAX_VALUE)));
            }
        } catch (IOException over) {
            // the test has ended
        }
    }

    /** A sound first block, on which nobody has voted. */
    private static Block forged(LocalNodes nodes) {
        return new TestChain(nodes.genesis()).next(List.of()).block();
    }
}
