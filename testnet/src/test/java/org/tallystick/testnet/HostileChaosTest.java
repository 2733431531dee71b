package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.node.engine.Attack;
import org.tallystick.node.engine.HostileAuthority;
import org.tallystick.testnet.chaos.Chaos;
import org.tallystick.testnet.chaos.ChaosReport;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;

/**
 * Chaos among four authorities of which one is hostile: it floods the other three, each a process, with one thing after the
 * other, while they are killed and paused. Run by hand, for so many minutes, from {@code hostile.port} on.
 */
@EnabledIfSystemProperty(named = "hostile.minutes", matches = "[0-9.]+")
final class HostileChaosTest {
    private static final double MINUTES = Double.parseDouble(System.getProperty("hostile.minutes", "60"));
    private static final int BASE_PORT = Integer.getInteger("hostile.port", 21_000);
    private static final int STRIKES_PER_MINUTE = 4;
    private static final int NODES = 4;
    private static final int PAYERS = 8;
    private static final long REST_MS = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long ATTACK_MS = 10_000;

    private volatile boolean over;

    @Test
    void three_keep_their_word_while_the_fourth_floods_them(@TempDir Path temporary) throws Exception {
        TestnetFolder folder = new TestnetFolder(temporary.resolve("net"));
        new Founding(NODES, BASE_PORT).found(folder, System.currentTimeMillis(), new SecureRandom());
        try (Testnet testnet = new Testnet(folder, NodeProgram.ofThisBuild())) {
            try {
                testnet.begin(PATIENCE);
                testnet.node(0).stop();
                ChaosReport report = rage(testnet, GenesisFile.read(folder.genesis()));
                System.out.println(ChaosCommand.text(report));
                assertThat(report.passed()).isTrue();
            } finally {
                testnet.stopAll();
            }
        }
    }

    private ChaosReport rage(Testnet testnet, Genesis genesis) throws InterruptedException {
        try (HostileAuthority liar = new HostileAuthority(
                genesis, NodeKeyFile.read(testnet.node(0).folder().key()), addresses(genesis))) {
            Thread director = Thread.ofVirtual().start(() -> direct(liar));
            ChaosReport report = new Chaos(
                            testnet.without(0),
                            LoadVerb.signatory(genesis),
                            LoadVerb.treasury(testnet),
                            new AddressFormat(genesis.addressPrefix()),
                            (what, done, all) -> {})
                    .run(new Chaos.Plan(
                            1,
                            Duration.ofMillis((long) (MINUTES * 60_000)),
                            Math.max(1, (int) (MINUTES * STRIKES_PER_MINUTE)),
                            List.of("KILL", "PAUSE"),
                            PAYERS,
                            REST_MS));
            over = true;
            director.join();
            return report;
        }
    }

    /** One attack after the other, now as fast as it goes, now at a rate that a node can bear for long. */
    private void direct(HostileAuthority liar) {
        SplittableRandom random = new SplittableRandom(1);
        List<Attack> attacks = List.of(Attack.values());
        try {
            while (!over) {
                Attack next = attacks.get(random.nextInt(attacks.size()));
                liar.attack(next, random.nextBoolean() ? 0 : 2_000);
                Thread.sleep(ATTACK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<InetSocketAddress> addresses(Genesis genesis) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int i = 1; i < NODES; i++) {
            HostPort address = HostPort.parse(genesis.authorities().get(i).address());
            addresses.add(new InetSocketAddress(address.host(), address.port()));
        }
        return addresses;
    }
}
