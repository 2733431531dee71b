package org.tallystick.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworksTest {
    private final Path config;
    private final Path work;

    NetworksTest(@TempDir Path home) throws Exception {
        config = home.resolve("config");
        work = Files.createDirectories(home.resolve("work"));
        Files.createDirectories(config.resolve("networks"));
        profile("campus", "https://campus.example");
        profile("festival", "https://festival.example");
    }

    @Test
    void the_flag_wins_over_the_environment_and_that_over_the_current_profile() throws Exception {
        testnet(".testnet");
        Files.writeString(config.resolve("network"), "campus\n");
        assertThat(resolve(Optional.of(".testnet"), Optional.of("festival")).name())
                .endsWith(".testnet");
        assertThat(resolve(Optional.empty(), Optional.of("festival")).name()).isEqualTo("festival");
        assertThat(resolve(Optional.empty(), Optional.empty()).name()).isEqualTo("campus");
    }

    @Test
    void the_testnet_here_is_taken_when_nothing_else_is_said() {
        testnet(".testnet");
        NetworkProfile found = resolve(Optional.empty(), Optional.empty());
        assertThat(found.apis())
                .containsExactly(URI.create("http://127.0.0.1:8700"), URI.create("http://127.0.0.1:8710"));
        assertThat(found.genesis()).isEqualTo(work.resolve(".testnet/genesis.json"));
        assertThat(found.wallets()).contains(work.resolve(".testnet/wallets"));
    }

    @Test
    void a_profile_names_its_genesis_relative_to_itself_and_has_no_wallets_of_its_own() {
        NetworkProfile found = resolve(Optional.of("campus"), Optional.empty());
        assertThat(found.genesis()).isEqualTo(config.resolve("networks/campus.json"));
        assertThat(found.apis()).containsExactly(URI.create("https://campus.example"));
        assertThat(found.wallets()).isEmpty();
    }

    @Test
    void says_what_to_do_when_there_is_no_network() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> resolve(Optional.empty(), Optional.empty()))
                .withMessageContaining("tally testnet up");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> resolve(Optional.of("nowhere"), Optional.empty()))
                .withMessageContaining("nowhere: there is no such network");
    }

    @Test
    void a_profile_that_lists_no_node_or_a_wrong_url_is_refused() throws Exception {
        Path file = config.resolve("networks/campus.toml");
        Files.writeString(file, "genesis = \"campus.json\"\napi = []\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> resolve(Optional.of("campus"), Optional.empty()))
                .withMessageContaining("lists no node");
        Files.writeString(file, "genesis = \"campus.json\"\napi = [\"ftp://campus.example\"]\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> resolve(Optional.of("campus"), Optional.empty()))
                .withMessageContaining("not an http or https URL");
    }

    private NetworkProfile resolve(Optional<String> asked, Optional<String> environment) {
        return new Networks(config, work, environment).resolve(asked);
    }

    private void profile(String name, String api) throws Exception {
        Files.writeString(
                config.resolve("networks/" + name + ".toml"),
                "genesis = \"" + name + ".json\"\napi = [\"" + api + "\"]\n");
    }

    private void testnet(String folder) {
        List<EndpointsFile.Endpoint> nodes = List.of(endpoint("node-1", 8700), endpoint("node-2", 8710));
        new EndpointsFile(nodes).write(work.resolve(folder).resolve(EndpointsFile.NAME));
    }

    private static EndpointsFile.Endpoint endpoint(String name, int port) {
        URI api = URI.create("http://127.0.0.1:" + port);
        return new EndpointsFile.Endpoint(name, api, new HostPort("127.0.0.1", port + 1), api.resolve("/"));
    }
}
