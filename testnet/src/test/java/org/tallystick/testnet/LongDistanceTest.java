package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.testnet.LiveNetwork.PATIENCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeFolder;
import org.tallystick.testnet.network.Testnet;

/** Four real nodes, each as far from the others as continents are. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class LongDistanceTest {
    private static final int NODES = 4;
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int PAYMENTS = 20;

    /** Where a node listens, from where the others look for it; its other ports are closer. */
    private static final int BEHIND = 5;

    @TempDir
    private Path temporary = Path.of("");

    private final List<SlowLine> lines = new ArrayList<>();
    private LiveNetwork network;
    private Testnet testnet;

    @BeforeEach
    void start_the_network() throws IOException {
        Founding founding = new Founding(NODES, FreePorts.base(NODES));
        network = new LiveNetwork(temporary.resolve("net"), founding, UnaryOperator.identity());
        testnet = network.testnet();
        for (int i = 0; i < NODES; i++) {
            int known = founding.listen(i).p2p().port();
            listen(testnet.node(i).folder(), known, known + BEHIND);
            lines.add(new SlowLine(known, known + BEHIND, DELAY));
        }
        testnet.begin(PATIENCE);
    }

    private static void listen(NodeFolder node, int instead, int port) throws IOException {
        String settings = Files.readString(node.config());
        String there = "p2p = \"127.0.0.1:" + instead + "\"";
        assertThat(settings).contains(there);
        Files.writeString(node.config(), settings.replace(there, "p2p = \"127.0.0.1:" + port + "\""));
    }

    @AfterEach
    void remove_the_network() throws IOException {
        network.close();
        for (SlowLine line : lines) {
            line.close();
        }
    }

    @Test
    void payments_are_final_and_no_leader_is_skipped_when_every_message_takes_100_ms() {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            long start = System.nanoTime();
            assertThat(network.isFinal(i % NODES, network.next())).isTrue();
            millis.add((System.nanoTime() - start) / 1_000_000);
        }

        millis.sort(null);
        System.out.printf("finality over links of %d ms: median %d ms%n", DELAY.toMillis(), millis.get(PAYMENTS / 2));
        network.assertAllAgree();
        // The fastest of so many was not luck: it can't be faster than the messages that it takes.
        assertThat(millis.getFirst()).isGreaterThanOrEqualTo(3 * DELAY.toMillis());
        assertThat(testnet.clients()).allMatch(node -> node.status().nullifiedViews() <= 1);
    }
}
