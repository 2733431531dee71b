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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.node.net.NetworkOptions;
import org.tallystick.node.net.RawPeer;
import org.tallystick.node.testing.TestNetwork;

/**
 * Three nodes that need each other, and an authority that says one thing without end to all of them: payments
 * are final all the same, and it is named when what it says is provably false. {@code HostileRates} tells how many payments.
 */
class HostileAuthorityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of these nothing is provably false: the link stays. */
    private static final Set<Attack> LAWFUL = Set.of(
            Attack.VOTES_FAR_AHEAD,
            Attack.VOTES_REPEATED,
            Attack.CERTIFICATES_REPEATED,
            Attack.PROPOSALS_AHEAD,
            Attack.STATUS,
            Attack.FETCH_BLOCK,
            Attack.RANGES,
            Attack.RANGES_UNREAD,
            Attack.TRANSACTIONS_UNFUNDED);

    /** Twenty times what an honest node sends, and more than is looked at of some kinds. */
    private static final int PER_SECOND = 5_000;

    private final KeyPair alice = TestNetwork.key("alice");
    private long payments;

    @TempDir
    private Path directory = Path.of("");

    private LocalNodes nodes;
    private HostileAuthority liar;

    @BeforeEach
    void start() throws IOException {
        nodes = new LocalNodes(directory, 4, alice);
        nodes.barringFor(new NetworkOptions.Bar(Duration.ofMillis(20), Duration.ofMillis(20)));
        for (int i = 1; i < 4; i++) {
            nodes.start(i);
        }
        awaitReady();
        liar = new HostileAuthority(nodes.genesis(), TestNetwork.key("node-0"), addresses(nodes));
    }

    @AfterEach
    void stop() {
        liar.close();
        nodes.close();
    }

    @Test
    void payments_are_final_whatever_one_authority_says_and_it_is_named() throws Exception {
        for (Attack attack : LAWFUL) {
            payThrough(attack);
        }
        assertThat(misbehaviour("node-0")).isZero();
        for (Attack attack : EnumSet.complementOf(EnumSet.copyOf(LAWFUL))) {
            long before = misbehaviour("node-0");
            payThrough(attack);
            await(attack.name()).atMost(PATIENCE).until(() -> misbehaviour("node-0") > before);
        }
        for (int i = 1; i < 4; i++) {
            assertThat(misbehaviour("node-" + i)).isZero();
        }
        assertEveryMeterMoved();
    }

    private void payThrough(Attack attack) {
        liar.attack(attack, PER_SECOND);
        await(attack.name()).atMost(PATIENCE).until(() -> liar.links() >= 3 && liar.sent() >= 10);
        for (int node = 1; node < 4; node++) {
            assertThat(pay(node)).as("%s, through node %d", attack, node).isEqualTo(TransactionState.FINAL);
        }
    }

    /** Also after what nobody but the meters holds was collected. */
    private void assertEveryMeterMoved() throws IOException, InterruptedException {
        try (RawPeer stranger = RawPeer.connect(
                addresses(nodes).getFirst(),
                alice,
                "tallystick/1/" + nodes.genesis().hash().hex())) {
            assertThat(stranger.isEndedByPeer()).isTrue();
        }
        System.gc();
        Map<String, Double> sums = new TreeMap<>();
        for (String line : metrics()) {
            if (line.startsWith("tally_p2p_")) {
                sums.merge(
                        line.replaceAll("[{ ].*", ""),
                        Double.parseDouble(line.substring(line.lastIndexOf(' '))),
                        Double::sum);
            }
        }
        // How frames are given up for a slow reader shows in PeerAbuseTest.
        assertThat(sums.remove("tally_p2p_unsent_total")).isNotNull();
        assertThat(sums.keySet())
                .containsExactly(
                        "tally_p2p_bytes_total",
                        "tally_p2p_misbehaviour_total",
                        "tally_p2p_pauses_total",
                        "tally_p2p_peers",
                        "tally_p2p_refused_total",
                        "tally_p2p_unread_total");
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isPositive());
    }

    private List<String> metrics() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + nodes.config(1).listen().api() + "/metrics"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .toList();
        }
    }

    private TransactionState pay(int node) {
        return nodes.client(node)
                .submitAndWait(LocalPayments.pay(nodes.genesis(), alice, ++payments), PATIENCE)
                .state();
    }

    /** How often the others saw the authority misbehave. */
    private long misbehaviour(String authority) {
        return IntStream.range(1, 4)
                .mapToObj(nodes::client)
                .flatMap(client -> client.authorities().members().stream())
                .filter(member -> member.name().equals(authority))
                .flatMap(member -> member.misbehaviour().stream())
                .mapToLong(each -> each.count())
                .sum();
    }

    private void awaitReady() {
        for (int i = 1; i < 4; i++) {
            int index = i;
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> nodes.client(index).status().ready());
        }
    }

    static List<InetSocketAddress> addresses(LocalNodes nodes) {
        return IntStream.range(1, 4)
                .mapToObj(nodes::config)
                .map(NodeConfig::listen)
                .map(listen ->
                        new InetSocketAddress(listen.p2p().host(), listen.p2p().port()))
                .toList();
    }
}
