package org.tallystick.node.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.ApiJson;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.metrics.NodeMetrics;
import org.tallystick.node.testing.TestNetwork;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that listens on a port of its own, with a client of it. */
abstract class ApiTestBase {
    static final KeyPair ALICE = TestNetwork.key("alice");
    static final KeyPair BOB = TestNetwork.key("bob");

    static final ApiSettings.PerAddress PER_ADDRESS = new ApiSettings.PerAddress(64, 100_000, 100_000);

    final TestNetwork network = TestNetwork.of("http-test", ALICE, BOB);
    final AddressFormat addresses = new AddressFormat("tst");
    final NodeMetrics metrics = new NodeMetrics(network.genesis().authorities().authorities().stream()
            .map(Authority::name)
            .toList());
    final JsonMapper json = ApiJson.lenient();
    final HttpClient http = HttpClient.newHttpClient();

    SoloNode node;
    ApiServer server;
    TallyClient client;

    @TempDir
    Path directory;

    ApiSettings settings() {
        return new ApiSettings("127.0.0.1", 0, 64, 16, 16, 8, Duration.ofSeconds(2), PER_ADDRESS);
    }

    Mempool.Limits mempoolLimits() {
        return Mempool.Limits.DEFAULT;
    }

    @BeforeEach
    void startNode() {
        node = new SoloNode(network, directory, mempoolLimits());
        server = new ApiServer(node, settings(), metrics, () -> Instant.ofEpochMilli(node.nowMs())).start();
        client = new TallyClient(base());
    }

    @AfterEach
    void stopNode() {
        client.close();
        server.close();
        node.close();
        metrics.close();
        http.close();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    String address(KeyPair key) {
        return addresses.format(TestNetwork.address(key));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base().resolve(path)).GET().build());
    }

    HttpResponse<String> post(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base().resolve(path))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode tree(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
