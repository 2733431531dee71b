package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.TestnetFolder;

/** What the commands say and return when there is nothing to run. */
final class TestnetCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Terminal terminal = new Terminal(folder);

    @BeforeEach
    void open_the_terminal() {
        terminal = new Terminal(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "stop", "resume", "remove", "kill 0", "start 0", "pause 0", "bench", "replay x.csv"})
    void a_verb_without_a_testnet_says_how_to_start_one(String command) {
        Terminal.Result result = terminal.run(command.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("There is no testnet in " + folder).contains("tally testnet up");
    }

    @Test
    void errors_are_json_for_programs() {
        Terminal.Result result = terminal.run("status", "--output", "json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("\"code\" : \"TESTNET_NOT_FOUND\"").contains("\"exitCode\" : 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "up --nodes many", "kill", "up --nodes 0"})
    void a_wrong_command_line_is_said_in_one_sentence(String command) {
        Terminal.Result result = terminal.run(command.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
        assertThat(result.err()).startsWith("Error: ");
    }

    @Test
    void up_names_the_port_that_is_in_use() throws Exception {
        int base = FreePorts.base(1);
        try (ServerSocket taken = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress())) {
            Terminal.Result result =
                    terminal.run("up", "--detach", "--nodes", "1", "--base-port", String.valueOf(base));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("Port " + taken.getLocalPort() + ", which node-0 listens on, is in use");
            assertThat(result.err()).containsPattern("tally testnet up --base-port [0-9]+");
            assertThat(folder.resolve(".testnet")).doesNotExist();
        }
    }

    @Test
    void up_touches_no_folder_of_other_files() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("thesis.txt"), "do not lose");

        Terminal.Result up = terminal.run("up", "--detach", "--dir", "mine");
        Terminal.Result reset = terminal.run("up", "--detach", "--dir", "mine", "--reset", "--yes");

        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(reset.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("mine")).isDirectoryContaining("glob:**thesis.txt");
    }

    @Test
    void up_says_that_an_unfinished_testnet_needs_a_reset() throws Exception {
        Files.createDirectories(folder.resolve(".testnet/node-0/keys"));

        Terminal.Result result = terminal.run("up", "--detach");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("cut short").contains("up --reset");
    }

    @Test
    void remove_means_the_testnet_that_is_named_before_the_verb() throws Exception {
        Path here = Files.createDirectories(folder.resolve(".testnet/node-0/keys"));
        Path named = Files.createDirectories(folder.resolve("other/node-0/keys"));

        assertThat(terminal.run("-n", "other", "remove", "--yes").exitCode()).isZero();
        assertThat(named).doesNotExist();
        assertThat(here).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "up --detach --reset"})
    void what_deletes_a_testnet_needs_a_yes(String command) throws Exception {
        Path keys = Files.createDirectories(folder.resolve(".testnet/node-0/keys"));

        Terminal.Result result = terminal.run(command.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(folder.resolve(".testnet").toString()).contains("--yes");
        assertThat(keys).exists();
    }

    @Test
    void remove_leaves_what_a_testnet_does_not_make() throws Exception {
        TestnetFolder network = found();
        Path mine = Files.writeString(network.root().resolve("node-0/thesis.txt"), "do not lose");

        Terminal.Result result = terminal.run("remove", "--yes");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains(mine.toString());
        assertThat(mine).exists();
        assertThat(network.genesis()).doesNotExist();
        assertThat(network.node(0).config()).doesNotExist();
        assertThat(network.node(1).root()).doesNotExist();
    }

    @Test
    void remove_takes_away_what_is_left_of_a_testnet() throws Exception {
        TestnetFolder network = found();
        network.markBegun();
        Files.delete(network.endpoints());

        Terminal.Result result = terminal.run("remove", "--yes");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(network.root()).doesNotExist();
    }

    @Test
    void status_of_a_testnet_that_does_not_run_says_so_within_80_columns() {
        found();

        Terminal.Result result = terminal.run("status");

        assertThat(result.out()).contains("No node runs", "tally testnet resume");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private TestnetFolder found() {
        TestnetFolder network = new TestnetFolder(folder.resolve(".testnet"));
        new Founding(2, FreePorts.base(2)).found(network, 1_790_000_000_000L, new SecureRandom());
        return network;
    }

    @Test
    void two_names_for_the_testnet_are_one_too_many() {
        assertThat(terminal.run("-n", "one", "status", "--dir", "two").exitCode())
                .isEqualTo(2);
        assertThat(terminal.run("list", "-n", "one").exitCode()).isEqualTo(2);
    }

    @Test
    void list_finds_nothing_where_there_is_nothing() {
        assertThat(terminal.run("list").out()).contains("No testnet here");
        assertThat(terminal.run("list", "--output", "json").json().get("testnets"))
                .isEmpty();
    }
}
