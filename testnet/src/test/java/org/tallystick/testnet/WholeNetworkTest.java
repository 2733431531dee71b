package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.testnet.load.TransferFile;
import tools.jackson.databind.JsonNode;

/** Four real node processes, driven through the commands that people use. Each test leaves all of them running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WholeNetworkTest {
    private static final int NODES = 4;
    private static final int TRANSFERS = 1_500;

    private Path folder;
    private Terminal terminal;

    @BeforeAll
    void start_the_network(@TempDir Path temporary) {
        folder = temporary;
        terminal = new Terminal(folder);
        Terminal.Result up = terminal.run(
                "up", "--detach", "--nodes", "" + NODES, "--base-port", "" + FreePorts.base(NODES), "--output", "json");
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.json().get("wallets")).hasSize(4);
    }

    @AfterAll
    void remove_the_network() {
        Terminal.Result removed = terminal.run("remove", "--yes");
        assertThat(removed.exitCode()).as(removed.err()).isZero();
    }

    /**
     * A node dies in the middle of a replay: the replay still ends with every transfer final once and every balance right; the
     * node comes back and has the same state; and after all four died at once nothing final is lost.
     */
    @Test
    void nothing_is_lost_when_nodes_die_under_load() throws Exception {
        Path transfers = transfers();
        try (ExecutorService background = Executors.newSingleThreadExecutor()) {
            Callable<Terminal.Result> replay =
                    () -> terminal.run("replay", transfers.toString(), "--in-flight", "250", "--output", "json");
            long heightBefore = status().get("commonHeight").asLong();
            Future<Terminal.Result> running = background.submit(replay);
            awaitBlocks(heightBefore + 8);

            assertThat(terminal.run("kill", "0").exitCode()).isZero();

            Terminal.Result replayed = running.get();
            assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
            assertThat(replayed.json().at("/replay/transfers/transfers").asInt())
                    .isEqualTo(TRANSFERS);
        }
        assertThat(state(0)).isEqualTo("stopped");

        assertSucceeds("start", "0");
        assertAllAgree();

        JsonNode before = status();
        for (int node = 0; node < NODES; node++) {
            terminal.run("kill", "" + node);
        }
        assertSucceeds("resume");
        assertAllAgree();
        assertThat(status().get("commonHeight").asLong())
                .isGreaterThanOrEqualTo(before.get("commonHeight").asLong());
        Terminal.Result bench = terminal.run("bench", "--payments", "5", "--warm-up", "1", "--output", "json");
        assertThat(bench.exitCode()).as(bench.err()).isZero();
    }

    /** Both are funded from one treasury, and neither may take the other's money for a loss. */
    @Test
    void replays_side_by_side_each_find_their_own_balances_right() throws Exception {
        Path transfers = transfers();
        try (ExecutorService background = Executors.newFixedThreadPool(2)) {
            Callable<Terminal.Result> replay =
                    () -> terminal.run("replay", transfers.toString(), "--in-flight", "250", "--output", "json");
            for (Future<Terminal.Result> each : background.invokeAll(List.of(replay, replay))) {
                assertThat(each.get().exitCode()).as(each.get().out()).isZero();
            }
        }
    }

    @Test
    void keeps_its_word_in_a_storm_of_kills_and_pauses() {
        Terminal.Result storm =
                terminal.run("chaos", "--minutes", "0.2", "--strikes", "8", "--seed", "3", "--output", "json");

        assertThat(storm.exitCode()).as(storm.out() + storm.err()).isZero();
        assertThat(storm.json().at("/chaos/kills").asInt()).isPositive();
        assertThat(storm.json().at("/chaos/pauses").asInt()).isPositive();
        assertThat(storm.json().at("/chaos/payments").asInt()).isPositive();
    }

    @Test
    void halts_without_a_quorum_and_goes_on_when_there_is_one() throws Exception {
        assertSucceeds("kill", "2");
        assertSucceeds("kill", "3");
        await().atMost(LiveNetwork.PATIENCE).until(() -> state(0).equals("unready") && state(1).equals("unready"));
        assertThat(terminal.run("status").out()).contains("The network stands still");
        long height = status().get("commonHeight").asLong();
        assertThat(terminal.run("bench", "--payments", "1", "--warm-up", "0").exitCode())
                .isNotZero();
        assertThat(status().get("commonHeight").asLong()).isEqualTo(height);

        assertSucceeds("start", "2");

        assertSucceeds("bench", "--payments", "3", "--warm-up", "0");
        assertSucceeds("start", "3");
        assertAllAgree();
    }

    private void assertSucceeds(String... arguments) {
        Terminal.Result result = terminal.run(arguments);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    private void assertAllAgree() {
        JsonNode status = status();
        assertThat(status.get("agreed").asBoolean()).isTrue();
        assertThat(status.get("nodes"))
                .hasSize(NODES)
                .allSatisfy(node -> assertThat(node.get("stateRoot")).isEqualTo(status.get("stateRoot")));
    }

    private void awaitBlocks(long height) throws InterruptedException {
        while (status().get("commonHeight").asLong() < height) {
            Thread.sleep(50);
        }
    }

    private String state(int node) {
        return status().get("nodes").get(node).get("state").asString();
    }

    private JsonNode status() {
        return terminal.run("status", "--output", "json").json();
    }

    private Path transfers() throws IOException {
        Random random = new Random(2);
        StringBuilder csv = new StringBuilder(TransferFile.HEADER).append('\n');
        for (int i = 0; i < TRANSFERS; i++) {
            csv.append(i).append(",account-").append(random.nextInt(50));
            csv.append(",account-").append(random.nextInt(200));
            csv.append(',').append(1 + random.nextInt(1_000_000)).append('\n');
        }
        return Files.writeString(folder.resolve("transfers.csv"), csv);
    }
}
