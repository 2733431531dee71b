package org.tallystick.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.merkle.StateTree;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.testing.TestChain;
import org.tallystick.node.testing.TestNetwork;

/** A real process, killed in the middle of its writes, again and again on one directory. */
final class KilledProcessTest {
    private static final int KILLS = 4;

    @TempDir
    Path home;

    @Test
    @Timeout(120)
    void whatever_was_reported_durable_is_there_after_a_kill() throws IOException, InterruptedException {
        for (int kill = 1; kill <= KILLS; kill++) {
            long reported = appendUntil(kill * 7L, 3L * kill);
            checkLedgerAndVotes(reported);
        }
    }

    /** Lets the program come to {@code height}, kills it {@code delayMs} later; returns the last height it reported. */
    private long appendUntil(long height, long delayMs) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendUntilKilled.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long reported = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reported = Long.parseLong(line);
                if (reported == height) {
                    Thread.sleep(delayMs);
                    // By its handle: the process object would also close what is read here.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).as("killed, and not ended by itself").isEqualTo(137);
        return reported;
    }

    private void checkLedgerAndVotes(long reported) {
        TestNetwork network = AppendUntilKilled.network();
        try (LedgerStore store = LedgerStore.open(home.resolve("db"), network.genesis());
                VoteLog votes = AppendUntilKilled.votes(home, store)) {
            long head = store.head().header().height().value();
            assertThat(head).isGreaterThanOrEqualTo(reported);
            assertThat(store.transactionCount()).isEqualTo(head * AppendUntilKilled.PAYMENTS);
            assertThat(StateTree.root(store.state()))
                    .isEqualTo(store.head().header().stateRoot());
            TestChain chain = new TestChain(network.genesis());
            for (long height = 1; height <= head; height++) {
                FinalBlock expected = AppendUntilKilled.next(network, chain);
                assertThat(store.fullBlock(Height.of(height)).orElseThrow().encoded())
                        .isEqualTo(expected.block().encoded());
                assertThat(votes.records())
                        .contains(AppendUntilKilled.vote(expected.block().hash()));
            }
            assertThat(votes.records()).hasSizeBetween((int) head, (int) head + KILLS);
            assertThat(store.accountTransactions(TestNetwork.address(TestNetwork.key("carol")), Optional.empty(), 200))
                    .hasSize((int) Math.min(200, head * AppendUntilKilled.PAYMENTS));
        }
    }
}
