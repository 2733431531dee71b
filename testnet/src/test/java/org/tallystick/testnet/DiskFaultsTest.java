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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.api.TransactionState;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.NodeCommand;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeProcess;
import org.tallystick.testnet.network.Testnet;

/** What disks do to two of four real nodes, to one at a time. Each test leaves all of them running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DiskFaultsTest {
    private static final int NODES = 4;

    /** Has small file systems of its own for its ledger and its votes, where they can be mounted. */
    private static final int CRAMPED = 2;

    private static final int VICTIM = 3;
    private static final int DISK_MIB = 48;

    /** What takes about a megabyte, in the ledger as in the votes. */
    private static final int ACCOUNTS = 6_000;

    private static final int MOST_LOADS = 20;
    private static final int ROTTEN_BYTES = 4;

    private LiveNetwork network;
    private Testnet testnet;
    private NodeProcess victim;
    private NodeConfig config;
    private boolean mounted;

    @BeforeAll
    void start_the_network(@TempDir Path temporary) throws IOException {
        network = new LiveNetwork(
                temporary.resolve("net"), new Founding(NODES, FreePorts.base(NODES)), UnaryOperator.identity());
        testnet = network.testnet();
        victim = testnet.node(VICTIM);
        config = NodeConfig.read(victim.folder().config());
        NodeConfig.Storage cramped = cramped();
        mounted = mount(cramped.ledger()) && mount(cramped.votes());
        testnet.begin(PATIENCE);
    }

    private NodeConfig.Storage cramped() {
        return NodeConfig.read(testnet.node(CRAMPED).folder().config()).storage();
    }

    @AfterAll
    void remove_the_network() {
        network.close();
        run("umount", cramped().ledger().toString());
        run("umount", cramped().votes().toString());
    }

    @Test
    void a_node_whose_disk_was_wiped_asks_for_its_operator_and_then_rejoins() throws IOException {
        pay(10, VICTIM);
        victim.kill();
        wipe(config.storage().ledger());
        wipe(config.storage().votes());

        victim.start();

        await().atMost(PATIENCE).until(() -> victim.running().isEmpty());
        assertThat(victim.folder().log()).content().contains("tally node recover");
        network.pay(0);
        recover();
        victim.start();
        testnet.awaitReady(PATIENCE);
        pay(20, VICTIM);
        network.assertAllAgree();
    }

    private void recover() {
        assertThat(NodeCommand.commandLine()
                        .execute("recover", "--config", victim.folder().config().toString(), "--yes"))
                .isZero();
    }

    /** While each node is away, the other three must be able to go on, those included that have just come back. */
    @Test
    void a_rolling_restart_that_trusts_readiness_alone_never_loses_the_quorum() throws IOException {
        for (int i = NODES - 1; i >= 0; i--) {
            NodeProcess node = testnet.node(i);
            node.stop();
            if (i == VICTIM) {
                wipe(config.storage().ledger());
                wipe(config.storage().votes());
                recover();
            } else if (i != CRAMPED) {
                wipe(NodeConfig.read(node.folder().config()).storage().ledger());
            }
            Transaction payment = network.next();
            network.assertFinal((i + 1) % NODES, payment);
            node.start();

            testnet.awaitReady(i, PATIENCE);

            assertThat(testnet.clients().get(i).transaction(payment.id()).state())
                    .as("node %d is level when it says so", i)
                    .isEqualTo(TransactionState.FINAL);
        }
        network.assertAllAgree();
    }

    /** A flipped byte is harmless, or refused, or answered with an error; whatever is answered is right. */
    @Test
    void rot_in_a_stopped_nodes_ledger_is_never_served_and_a_new_copy_comes_from_the_others() throws IOException {
        pay(30, VICTIM);
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < ROTTEN_BYTES; round++) {
            victim.stop();
            flipOneByte(random);
            victim.start();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> victim.running().isEmpty()
                            || testnet.clients().get(VICTIM).readiness().ready()
                            || saysThatItIsDamaged());
            if (victim.running().isPresent() && !saysThatItIsDamaged()) {
                network.pay(VICTIM);
                network.assertAllAgree();
            } else {
                victim.stop();
                assertThat(victim.folder().log()).content().contains("damaged");
                wipe(config.storage().ledger());
                victim.start();
                testnet.awaitReady(VICTIM, PATIENCE);
            }
        }
        network.pay(VICTIM);
        network.assertAllAgree();
    }

    /** Its blocks are looked through while it runs. */
    private boolean saysThatItIsDamaged() {
        return testnet.clients().get(VICTIM).readiness().checks().stream()
                .anyMatch(check -> check.name().equals("ledger") && !check.passed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger", "votes"})
    void a_full_disk_ends_one_node_that_says_so_and_loses_nothing(String what) throws Exception {
        assumeThat(mounted).as("a small file system can be mounted here").isTrue();
        NodeProcess node = testnet.node(CRAMPED);
        pay(8, CRAMPED);
        Path filler = (what.equals("ledger") ? cramped().ledger() : cramped().votes()).resolve("filler");
        fill(filler);
        for (int i = 0; i < MOST_LOADS && node.running().isPresent(); i++) {
            network.openAccounts(ACCOUNTS, CRAMPED);
        }
        await().atMost(PATIENCE).until(() -> node.running().isEmpty());
        assertThat(node.folder().log()).content().contains("this node can't go on: ", "disk");
        Transaction refused = network.next();
        assertThat(network.isFinal(CRAMPED, refused)).isFalse();
        pay(4, CRAMPED);

        Files.delete(filler);
        node.start();

        testnet.awaitReady(PATIENCE);
        network.assertFinal(CRAMPED, refused);
        network.assertAllAgree();
    }

    /** Pays so many times, through other nodes than {@code spared}. */
    private void pay(int count, int spared) {
        for (int i = 0; i < count; i++) {
            network.pay((spared + 1 + i % (NODES - 1)) % NODES);
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

    private static boolean mount(Path folder) throws IOException {
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
