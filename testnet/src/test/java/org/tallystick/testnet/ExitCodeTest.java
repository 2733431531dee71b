package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.config.ExitCode;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.node.NodeCommand;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.TestnetFolder;
import picocli.CommandLine;

/** The exit codes of nodes and testnets, with nothing running; those of payments are in the wallet's tests. */
final class ExitCodeTest {
    @TempDir
    private Path home = Path.of("");

    private Path config = Path.of("");

    @BeforeEach
    void found_a_testnet() {
        TestnetFolder folder = new TestnetFolder(home.resolve(".testnet"));
        new Founding(1, FreePorts.base(1)).found(folder, 1_790_000_000_000L, new SecureRandom());
        config = folder.node(0).config();
    }

    @Test
    void the_documented_table_is_the_one_in_use() throws Exception {
        String documented = Files.readString(Path.of("..", "docs", "wallet.md"), StandardCharsets.UTF_8);

        assertThat(documented
                        .lines()
                        .filter(line -> line.matches("\\| [0-9] \\|.*"))
                        .map(line -> line.substring(2, 3))
                        .toList())
                .containsExactlyElementsOf(Stream.of(ExitCode.values())
                        .map(code -> String.valueOf(code.number()))
                        .collect(Collectors.toList()));
    }

    @Test
    void verifying_a_ledger_that_is_not_there_exits_3() {
        assertThat(node("verify", "--config", config.toString())).isEqualTo(ExitCode.NOT_FOUND.number());
    }

    @Test
    void verifying_a_node_that_runs_exits_2() throws Exception {
        NodeConfig settings = NodeConfig.read(config);
        Path ledger = Files.createDirectories(settings.storage().ledger());
        try (LedgerStore running =
                LedgerStore.open(ledger, GenesisFile.read(settings.identity().genesis()))) {
            assertThat(running.head().header().height().value()).isZero();
            assertThat(node("verify", "--config", config.toString())).isEqualTo(ExitCode.USAGE.number());
        }
        assertThat(node("verify", "--config", config.toString())).isEqualTo(ExitCode.DONE.number());
    }

    @Test
    void settings_that_are_not_there_exit_2() {
        assertThat(node("config", "check", "--config", "nowhere.toml")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void a_status_that_nobody_answers_exits_6() {
        Terminal.Result result = new Terminal(home).run("status");

        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(result.out()).contains("No node runs.");
    }

    private static int node(String... arguments) {
        CommandLine command = NodeCommand.commandLine();
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(new StringWriter()));
        return command.execute(arguments);
    }
}
