package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Four real nodes, far from each other. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class LongDistanceTest {
    private static final int NODES = 4;
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final int PAYMENTS = 20;

    @TempDir
    private Path temporary = Path.of("");

    /** As far as continents are. */
    @Test
    void payments_are_final_and_no_leader_is_skipped_when_every_message_takes_100_ms() throws IOException {
        try (DistantNodes nodes = new DistantNodes(temporary.resolve("net"), Collections.nCopies(NODES, DELAY))) {
            LiveNetwork network = nodes.network();
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < PAYMENTS; i++) {
                long start = System.nanoTime();
                assertThat(network.isFinal(i % NODES, network.next())).isTrue();
                millis.add((System.nanoTime() - start) / 1_000_000);
            }

            millis.sort(null);
            System.out.printf(
                    "finality over links of %d ms: median %d ms%n", DELAY.toMillis(), millis.get(PAYMENTS / 2));
            network.assertAllAgree();
            // The fastest of so many was not luck: it can't be faster than the messages that it takes.
            assertThat(millis.getFirst()).isGreaterThanOrEqualTo(3 * DELAY.toMillis());
            assertThat(nodes.testnet().clients()).allMatch(node -> node.status().nullifiedViews() <= 1);
        }
    }

    /** By hand, for some minutes: {@code -Ddistance.delays=10,300,1100,2000 -Ddistance.payments=60}. */
    @Test
    @EnabledIfSystemProperty(named = "distance.delays", matches = "[0-9,]+")
    void payments_are_final_over_links_slower_than_the_timeouts_begin() throws IOException {
        List<Duration> delays = Arrays.stream(
                        System.getProperty("distance.delays").split(",", -1))
                .map(each -> Duration.ofMillis(Long.parseLong(each)))
                .toList();
        int payments = Integer.getInteger("distance.payments", 60);
        try (DistantNodes nodes = new DistantNodes(temporary.resolve("net"), delays)) {
            LiveNetwork network = nodes.network();
            List<Long> millis = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < payments; i++) {
                long start = System.nanoTime();
                network.pay(i % delays.size());
                millis.add((System.nanoTime() - start) / 1_000_000);
                System.out.printf("payment %d at node %d: %d ms%n", i, i % delays.size(), millis.getLast());
            }
            long tookMs = (System.nanoTime() - began) / 1_000_000;

            millis.sort(null);
            nodes.testnet().clients().forEach(node -> System.out.println(node.status()));
            System.out.printf(
                    "finality over links of %s: median %d ms, worst %d ms, %d payments in %d s%n",
                    delays, millis.get(payments / 2), millis.getLast(), payments, tookMs / 1_000);
            network.assertAllAgree();
        }
    }
}
