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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.RawPeer;
import org.tallystick.node.testing.TestNetwork;

/**
 * Authority 0 of four sends votes for views to come, each of them truly signed, to a node with a heap of 256 MiB on which the
 * other three depend. {@code -Dflood.votes=1000000} makes it a million.
 */
class FutureVotesTest {
    private static final int VOTES = Integer.getInteger("flood.votes", 30_000);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEAP_MIB = 256;

    /** Native memory of RocksDB, Netty and the JVM itself comes on top of the heap. */
    private static final int RESIDENT_MIB = 1_024;

    /** As far ahead as a vote is kept, so that some of them are. */
    private static final int NEAR = 16;

    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair liar = TestNetwork.key("node-0");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void any_number_of_votes_for_the_future_takes_no_memory_and_finality_goes_on() throws Exception {
        try (LocalNodes nodes = new LocalNodes(directory, 4, alice)) {
            nodes.start(1);
            nodes.start(2);
            NodeConfig config = nodes.config(3);
            try (ForkedNode victim = new ForkedNode(config, directory.resolve("node-3"), "-Xmx" + HEAP_MIB + "m")) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> nodes.client(3).status().ready());
                long before = victim.residentMib();

                flood(nodes);

                assertThat(victim.isAlive()).isTrue();
                for (int i = 0; i < 3; i++) {
                    assertThat(nodes.client(3)
                                    .submitAndWait(LocalPayments.pay(nodes.genesis(), alice, i), PATIENCE)
                                    .state())
                            .isEqualTo(TransactionState.FINAL);
                }
                System.out.printf(
                        "%,d future votes: resident %d MiB before, %d MiB after, heap in use %d of %d MiB%n",
                        VOTES, before, victim.residentMib(), heapMib(config), HEAP_MIB);
                assertThat(victim.residentMib()).isLessThan(RESIDENT_MIB);
            }
        }
    }

    private void flood(LocalNodes nodes) throws IOException {
        Hash genesisHash = nodes.genesis().hash();
        NodeConfig.Listen listen = nodes.config(3).listen();
        InetSocketAddress address =
                new InetSocketAddress(listen.p2p().host(), listen.p2p().port());
        try (RawPeer peer = RawPeer.connect(address, liar, "tallystick/1/" + genesisHash.hex())) {
            long start = nodes.client(3).status().view().value();
            for (int i = 0; i < VOTES; i++) {
                long view = start + (i % 10 == 0 ? 1 + i % NEAR : NEAR + i * 1_000_003L);
                peer.send(new PeerMessage.Consensus(vote(genesisHash, View.of(view), i)));
            }
        }
    }

    private Message.Vote vote(Hash genesisHash, View view, int number) {
        Hash block = HashTag.BLOCK.hash(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)});
        Ballot ballot = switch (number % 3) {
            case 0 -> Ballot.notarize(Epoch.ZERO, view, block);
            case 1 -> Ballot.nullify(Epoch.ZERO, view);
            default -> Ballot.finalize(Epoch.ZERO, view, block);
        };
        return new Message.Vote(ballot, new Certificate.Seal(0, liar.sign(ballot.digest(genesisHash))));
    }

    private static long heapMib(NodeConfig config) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + config.listen().api() + "/metrics"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofLines())
                            .body()
                            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                            .sum()
                    / (1024 * 1024);
        }
    }
}
