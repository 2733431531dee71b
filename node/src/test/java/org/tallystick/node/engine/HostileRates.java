package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.ClientException;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.node.testing.TestNetwork;

/**
 * How many payments become final while an authority floods three nodes, each a process of its own, beside how many do before
 * and after on the same network. Run by hand: {@code -Dtest=HostileRates -Dhostile.seconds=60}, {@code -Dhostile.rate=2000}
 * for so many messages a second to each node in place of as many as go, {@code -Dhostile.attack=STATUS} for one alone.
 */
@EnabledIfSystemProperty(named = "hostile.seconds", matches = "[0-9]+")
class HostileRates {
    private static final int SECONDS = Integer.getInteger("hostile.seconds", 60);
    private static final int RATE = Integer.getInteger("hostile.rate", 0);
    private static final int PAYERS = Integer.getInteger("hostile.payers", 24);
    private static final String ONLY = System.getProperty("hostile.attack", "");
    private static final double LEAST_SHARE = 0.7;
    private static final Duration CONTROL = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long REST_MS = 100;

    private final List<KeyPair> payers = new ArrayList<>();
    private final AtomicLong payments = new AtomicLong();
    private volatile boolean over;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void seven_payments_in_ten_are_final(Attack attack) throws Exception {
        assumeThat(ONLY).isIn("", attack.name());
        for (int i = 0; i < PAYERS; i++) {
            payers.add(TestNetwork.key("payer-" + i));
        }
        try (LocalNodes nodes = new LocalNodes(directory, 4, payers.toArray(KeyPair[]::new));
                ForkedNode first = fork(nodes, 1);
                ForkedNode second = fork(nodes, 2);
                ForkedNode third = fork(nodes, 3)) {
            for (int i = 1; i < 4; i++) {
                int index = i;
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> nodes.client(index).status().ready());
            }
            try (HostileAuthority liar = new HostileAuthority(
                    nodes.genesis(), TestNetwork.key("node-0"), HostileAuthorityTest.addresses(nodes))) {
                startPaying(nodes);
                rate(CONTROL);
                double before = rate(CONTROL);
                liar.attack(attack, RATE);
                double during = rate(Duration.ofSeconds(SECONDS));
                long sent = liar.sent();
                long links = liar.links();
                liar.rest();
                double after = rate(CONTROL);
                over = true;
                double share = during / Math.max(1, (before + after) / 2);
                System.out.printf(
                        Locale.ROOT,
                        "RATE | %s | %,d/s | %,d | %.1f | %.1f | %.1f | %.0f %% |%n",
                        attack.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        sent / SECONDS,
                        links,
                        before,
                        during,
                        after,
                        100 * share);
                assertThat(first.isAlive() && second.isAlive() && third.isAlive())
                        .isTrue();
                assertThat(share).isGreaterThanOrEqualTo(LEAST_SHARE);
            }
        }
    }

    private ForkedNode fork(LocalNodes nodes, int index) throws IOException {
        Path folder = directory.resolve("node-" + index);
        Files.createDirectories(folder);
        return new ForkedNode(nodes.config(index), folder, "-Xmx256m");
    }

    private void startPaying(LocalNodes nodes) {
        for (int i = 0; i < PAYERS; i++) {
            int payer = i;
            Thread.ofVirtual().start(() -> pay(nodes, payer));
        }
    }

    private void pay(LocalNodes nodes, int payer) {
        for (long number = 0; !over; number++) {
            int node = (int) (1 + (payer + number) % 3);
            try {
                TransactionState state = nodes.client(node)
                        .submitAndWait(
                                LocalPayments.pay(nodes.genesis(), payers.get(payer), number), Duration.ofSeconds(20))
                        .state();
                if (state == TransactionState.FINAL) {
                    payments.incrementAndGet();
                }
                Thread.sleep(REST_MS);
            } catch (ClientException | InterruptedException refused) {
                // not counted
            }
        }
    }

    private double rate(Duration time) throws InterruptedException {
        long before = payments.get();
        long start = System.nanoTime();
        Thread.sleep(time.toMillis());
        return (payments.get() - before) * 1e9 / (System.nanoTime() - start);
    }
}
