package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.node.testing.TestNetwork;

/** A node that says all it can says nothing of its key. */
class NodeSecretsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Not that of the tests, which would be found first. */
    private static final String SHIPPED_LOGGING = "-Dlogback.configurationFile=logback.xml";

    /** That of the node that dials all others, one of which is not there: a reason to say something. */
    private final KeyPair key = TestNetwork.key("node-0");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_key_is_in_no_log_argument_answer_or_setting() throws Exception {
        KeyPair alice = TestNetwork.key("alice");
        Path folder = directory.resolve("node-0");
        try (LocalNodes nodes = new LocalNodes(directory, 4, alice)) {
            nodes.start(1);
            nodes.start(2);
            NodeConfig config = talkative(nodes.config(0));
            try (ForkedNode node = new ForkedNode(config, folder, SHIPPED_LOGGING)) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> nodes.client(0).status().ready());
                nodes.client(0).submitAndWait(LocalPayments.pay(nodes.genesis(), alice, 1), PATIENCE);
                assertSaysNothing(node.arguments());
                for (String path : List.of("/v1/status", "/v1/network", "/v1/genesis", "/v1/authorities", "/metrics")) {
                    assertSaysNothing(get(config, path));
                }
            }
        }
        assertThat(ForkedNode.output(folder)).content().contains("TRACE");
        assertSaysNothing(Files.readString(ForkedNode.output(folder)));
        assertSaysNothing(Files.readString(folder.resolve("node.toml")));
    }

    @Test
    void a_damaged_key_file_is_named_and_not_quoted() throws Exception {
        Path folder = directory.resolve("node-0");
        try (LocalNodes nodes = new LocalNodes(directory, 4)) {
            Path file = nodes.config(0).identity().keyFile();
            String json = Files.readString(file);
            String hex = HexFormat.of().formatHex(key.secret());
            for (String damaged : List.of(
                    json.replace(hex, hex.substring(1)),
                    json.replace(hex, hex.substring(1) + "g"),
                    json.replace(hex, hex + "\\q"),
                    json.replace("\"" + hex + "\"", "[\"" + hex + "\"]"),
                    json.replace("\"" + hex + "\"", hex),
                    json.replace("secretKey", "secretkey"))) {
                Files.writeString(file, damaged);
                try (ForkedNode node = new ForkedNode(talkative(nodes.config(0)), folder)) {
                    await().atMost(PATIENCE).until(() -> !node.isAlive());
                }
                String output = Files.readString(ForkedNode.output(folder));
                assertThat(output).contains(file.toString());
                assertSaysNothing(output);
            }
        }
    }

    @Test
    void the_key_file_and_its_folder_are_the_owners_alone() throws IOException {
        Path folder = directory.resolve("secret");
        Path file = folder.resolve("key.json");
        TextFiles.makePrivateFolder(folder);
        NodeKeyFile.write(file, key);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    private static NodeConfig talkative(NodeConfig config) {
        return new NodeConfig(
                config.identity(),
                config.storage(),
                config.listen(),
                config.clients(),
                config.mempool(),
                config.blocks(),
                config.timeouts(),
                new NodeConfig.Logging(NodeConfig.LogLevel.TRACE, NodeConfig.LogFormat.TEXT, Path.of(""), 64L << 20));
    }

    /** Nor in parts: 16 digits of the key in any of the ways in which one could print it. */
    private void assertSaysNothing(String text) {
        byte[] secret = key.secret();
        String said = text.toLowerCase(Locale.ROOT);
        assertThat(said)
                .doesNotContain(part(HexFormat.of().formatHex(secret)))
                .doesNotContain(part(Base64.getEncoder().encodeToString(secret)))
                .doesNotContain(part(Base64.getUrlEncoder().encodeToString(secret)))
                .doesNotContain(part(new BigInteger(1, secret).toString()))
                .doesNotContain(part(Arrays.toString(secret)));
    }

    private static String part(String written) {
        return written.substring(4, 20).toLowerCase(Locale.ROOT);
    }

    private static String get(NodeConfig config, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + config.listen().api() + path))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
