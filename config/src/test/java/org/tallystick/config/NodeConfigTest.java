package org.tallystick.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.config.NodeConfig.LogFormat;

class NodeConfigTest {
    private static final String LEAST = """
        [node]
        name = "node-1"
        genesis = "../genesis.json"
        key_file = "keys/node.json"
        """;

    @Test
    void fills_in_the_defaults() {
        NodeConfig config = NodeConfig.parse(LEAST, "node.toml");
        assertThat(config.identity().name()).isEqualTo("node-1");
        assertThat(config.blocks().maxTransactions()).isEqualTo(2_000);
        assertThat(config.listen().admin()).isEqualTo(new HostPort("127.0.0.1", 8702));
        assertThat(config).isEqualTo(NodeConfig.of(config.identity(), config.listen()));
    }

    @Test
    void reads_back_what_it_writes() {
        NodeConfig config = NodeConfig.parse(LEAST + """
            [listen]
            p2p = "[::1]:9001"
            [consensus]
            proposal_timeout = "1200ms"
            view_timeout = "3s"
            [logging]
            format = "json"
            """, "node.toml");
        assertThat(config.timeouts().proposal()).isEqualTo(Duration.ofMillis(1200));
        assertThat(config.listen().p2p()).isEqualTo(new HostPort("::1", 9001));
        assertThat(config.logging().format()).isEqualTo(LogFormat.JSON);
        assertThat(NodeConfig.parse(config.toToml(), "again")).isEqualTo(config);
    }

    @Test
    void relative_paths_start_at_the_folder_of_the_file(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("node.toml"), LEAST);
        NodeConfig config = NodeConfig.read(file);
        assertThat(config.identity().keyFile()).isEqualTo(folder.resolve("keys/node.json"));
        assertThat(config.storage().votes()).isEqualTo(folder.resolve("votes"));
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest_known_one() {
        refused(LEAST + "[mempool]\nmax_byte = 100000\n")
                .satisfies(e -> assertThat(e.key()).isEqualTo("mempool.max_byte"))
                .withMessageContaining("node.toml")
                .withMessageContaining("Did you mean max_bytes?");
        refused(LEAST + "[mempol]\nmax_bytes = 100000\n").withMessageContaining("Did you mean mempool?");
        refused(LEAST + "zzzzzzzzzzzzzz = 1\n").withMessageContaining("Known here: name, genesis, key_file.");
    }

    @Test
    void a_missing_or_repeated_key_is_refused_by_name() {
        refused(LEAST.replace("name = \"node-1\"\n", ""))
                .satisfies(e -> assertThat(e.key()).isEqualTo("node.name"))
                .withMessageContaining("missing key");
        refused(LEAST + "name = \"again\"\n").withMessageContaining("a key is there twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[listen]   | api = 8700                      | listen.api                | is not a text",
                "[listen]   | api = '127.0.0.1'               | listen.api                | not host:port",
                "[listen]   | api = '127.0.0.1:70000'         | listen.api                | 0 to 65535",
                "[listen]   | admin = '0.0.0.0:8702'          | listen.admin              | not a loopback address",
                "[block]    | max_transactions = 0            | block.max_transactions    | not from 1 to 10000",
                "[block]    | max_transactions = 1.5          | block.max_transactions    | whole number",
                "[block]    | max_bytes = 9999999             | block.max_bytes           | not from 16384 to 4194304",
                "[consensus]| idle_interval = '5'             | consensus.idle_interval   | not a time",
                "[consensus]| idle_interval = '1ms'           | consensus.idle_interval   | not from 20ms to 60s",
                "[consensus]| view_timeout = '100ms'          | consensus.view_timeout    | below proposal_timeout",
                "[consensus]| timeout_cap = '900ms'           | consensus.timeout_cap     | below view_timeout",
                "[logging]  | level = 'loud'                  | logging.level             | not known here",
            })
    void a_value_out_of_its_kind_is_refused(String table, String line, String key, String problem) {
        refused(LEAST + table.strip() + "\n" + line + "\n")
                .satisfies(e -> assertThat(e.key()).isEqualTo(key))
                .withMessageContaining(problem);
    }

    @Test
    void says_when_there_is_no_such_file(@TempDir Path folder) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NodeConfig.read(folder.resolve("none.toml")))
                .withMessageContaining("no such file");
    }

    private static ThrowableAssertAlternative<ConfigException> refused(String toml) {
        return assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> NodeConfig.parse(toml.replace('\'', '"'), "node.toml"));
    }
}
