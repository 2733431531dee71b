package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.tallystick.config.HostPort;
import tools.jackson.databind.JsonNode;

class AdminServerTest extends ApiTestBase {
    private AdminServer admin;

    @Override
    ApiSettings settings() {
        return new ApiSettings("127.0.0.1", 0, 10, 4, 16, 4, Duration.ofSeconds(20), PER_ADDRESS);
    }

    @BeforeEach
    void startAdmin() {
        admin = new AdminServer(node, new HostPort("127.0.0.1", 0), metrics, () -> Instant.ofEpochMilli(node.nowMs()))
                .start();
    }

    @AfterEach
    void stopAdmin() {
        admin.close();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    @Test
    void tells_how_the_node_is_and_who_is_there() throws Exception {
        node.makeBlock();
        assertThat(ask("GET", "/liveness").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/readiness").statusCode()).isEqualTo(200);
        node.ready(false);
        assertThat(ask("GET", "/readiness").statusCode()).isEqualTo(503);
        assertThat(ask("GET", "/metrics").body()).contains("tally_consensus_height 1.0");
        JsonNode peers = tree(ask("GET", "/peers"));
        assertThat(peers.path("connected").asInt()).isEqualTo(3);
        assertThat(peers.path("peers").get(0).path("name").asString()).isEqualTo("node-1");
        JsonNode consensus = tree(ask("GET", "/consensus"));
        assertThat(consensus.path("finalHeight").asInt()).isEqualTo(1);
        assertThat(consensus.path("authorities").size()).isEqualTo(4);
        assertThat(consensus.path("absent").isArray()).isTrue();
        assertThat(consensus.path("checks").get(0).path("passed").asBoolean(true))
                .isFalse();
    }

    @Test
    void changes_log_levels_while_the_node_runs() throws Exception {
        String logger = "org.tallystick.node.http.AdminServerTest";
        assertThat(LoggerFactory.getLogger(logger).isTraceEnabled()).isFalse();
        var set = ask("PUT", "/log-levels/" + logger + "?level=trace");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.body()).contains("\"" + logger + "\":\"TRACE\"");
        assertThat(LoggerFactory.getLogger(logger).isTraceEnabled()).isTrue();
        assertThat(ask("PUT", "/log-levels/" + logger).body()).doesNotContain(logger);
        assertThat(LoggerFactory.getLogger(logger).isTraceEnabled()).isFalse();
        assertThat(ask("PUT", "/log-levels/" + logger + "?level=loud").statusCode())
                .isEqualTo(400);
        assertThat(ask("PUT", "/log-levels/root").statusCode()).isEqualTo(400);
        assertThat(ask("PUT", "/log-levels/a%20b?level=info").statusCode()).isEqualTo(400);
        assertThat(ask("POST", "/log-levels/root?level=off").statusCode()).isEqualTo(405);
    }

    /** A page whose host's name is made to mean 127.0.0.1 would otherwise speak with this listener as its own. */
    @Test
    void answers_nobody_who_calls_it_by_another_name() throws Exception {
        for (String host :
                List.of("evil.example", "evil.example:" + admin.port(), "10.0.0.1", "localhost.evil.example")) {
            assertThat(raw("GET /liveness HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 400");
        }
        for (String host : List.of("localhost", "127.0.0.1:1", "[::1]:8702")) {
            assertThat(raw("GET /liveness HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answers_while_the_public_listener_is_taken_by_others() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + (2 + i)), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream().write('G');
            sockets.add(socket);
        }
        assertThat(ask("GET", "/liveness").statusCode()).isEqualTo(200);
        assertThat(ask("GET", "/readiness").statusCode()).isEqualTo(200);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
