package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.tallystick.testnet.LiveNetwork.PATIENCE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.api.CheckData;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.NodeCommand;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeProcess;
import org.tallystick.testnet.network.Testnet;

/** What a disk does to the last of four real nodes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DiskFaultsTest {
    private static final int NODES = 4;
    private static final int VICTIM = 3;
    private static final int DISK_MIB = 48;

    /** What takes about a megabyte, in the ledger as in the votes. */
    private static final int ACCOUNTS = 6_000;

    private static final int MOST_LOADS = 20;

    @TempDir
    private Path temporary = Path.of("");

    private LiveNetwork network;
    private Testnet testnet;
    private NodeProcess victim;
    private NodeConfig config;

    @BeforeEach
    void found_the_network() {
        network = new LiveNetwork(
                temporary.resolve("net"), new Founding(NODES, FreePorts.base(NODES)), UnaryOperator.identity());
        testnet = network.testnet();
        victim = testnet.node(VICTIM);
        config = NodeConfig.read(victim.folder().config());
    }

    @AfterEach
    void remove_the_network() {
        network.close();
    }

    @Test
    void a_node_whose_disk_was_wiped_asks_for_its_operator_and_then_rejoins() throws IOException {
        testnet.begin(PATIENCE);
        payThroughOthers(10);
        victim.kill();
        wipe(config.storage().ledger());
        wipe(config.storage().votes());

        victim.start();

        await().atMost(PATIENCE).until(() -> victim.running().isEmpty());
        assertThat(victim.folder().log()).content().contains("tally node recover");
        network.pay(0);
        long view = testnet.clients().get(0).status().view().value();
        assertThat(NodeCommand.commandLine()
                        .execute(
                                "recover",
                                "--config",
                                victim.folder().config().toString(),
                                "--view",
                                Long.toString(view + 10)))
                .isZero();
        victim.start();
        testnet.awaitReady(PATIENCE);
        payThroughOthers(20);
        network.assertAllAgree();
    }

    /** A flipped byte is harmless, or refused, or answered with an error; whatever is answered is right. */
    @Test
    void rot_in_a_stopped_nodes_ledger_is_never_served_and_a_new_copy_comes_from_the_others() throws IOException {
        testnet.begin(PATIENCE);
        payThroughOthers(30);
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 6; round++) {
            victim.stop();
            flipOneByte(random);
            victim.start();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> victim.running().isEmpty()
                            || testnet.clients().get(VICTIM).readiness().ready());
            if (victim.running().isPresent()) {
                network.pay(VICTIM);
                network.assertAllAgree();
            } else {
                assertThat(victim.folder().log()).content().contains("damaged");
                wipe(config.storage().ledger());
                victim.start();
                testnet.awaitReady(VICTIM, PATIENCE);
            }
        }
        network.pay(VICTIM);
        network.assertAllAgree();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "votes"})
    void a_full_disk_stops_one_node_that_says_so_and_loses_nothing(String what) throws Exception {
        Path folder = what.equals("ledger")
                ? config.storage().ledger()
                : config.storage().votes();
        assumeThat(mounted(folder))
                .as("a small file system can be mounted here")
                .isTrue();
        try {
            testnet.begin(PATIENCE);
            payThroughOthers(8);
            Path filler = folder.resolve("filler");
            fill(filler);
            for (int i = 0; i < MOST_LOADS && failure().isEmpty(); i++) {
                network.openAccounts(ACCOUNTS, VICTIM);
            }
            await().atMost(PATIENCE).until(() -> failure().contains("disk"));
            Transaction refused = network.next();
            assertThat(network.isFinal(VICTIM, refused)).isFalse();
            payThroughOthers(4);

            Files.delete(filler);
            victim.stop();
            victim.start();

            testnet.awaitReady(PATIENCE);
            network.assertFinal(VICTIM, refused);
            network.assertAllAgree();
        } finally {
            victim.stop();
            run("umount", folder.toString());
        }
    }

    /** Why the victim goes no further; empty while it does. */
    private String failure() {
        return testnet.clients().get(VICTIM).readiness().checks().stream()
                .filter(check -> check.name().equals("engine") && !check.passed())
                .map(CheckData::reason)
                .findFirst()
                .orElse("");
    }

    private void payThroughOthers(int count) {
        for (int i = 0; i < count; i++) {
            network.pay(i % VICTIM);
        }
    }

    private void flipOneByte(SplittableRandom random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(config.storage().ledger())) {
            files = all.filter(file -> file.toString().matches(".*(\\.sst|\\.log|MANIFEST-[0-9]+)"))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
    }

    private static void wipe(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(folder);
    }

    /** Writes until there is no room. */
    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < 2L * DISK_MIB * 1_048_576; written += page.length) {
                out.write(page);
            }
            throw new IOException(file + " is not on a small disk");
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static boolean mounted(Path folder) throws IOException {
        Files.createDirectories(folder);
        return run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MIB + "m", "tmpfs", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException absent) {
            return false;
        }
    }
}
