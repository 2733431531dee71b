package org.tallystick.node.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.ApiJson;
import org.tallystick.api.TransactionMapper;
import org.tallystick.fuzz.Target;
import org.tallystick.ledger.authority.Authority;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.metrics.NodeMetrics;
import org.tallystick.node.testing.TestNetwork;

/** Bodies and whole requests through sockets to a real server: the answer is never a 500 nor a stack trace. */
public final class HttpTargets {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final Pattern STACK_TRACE = Pattern.compile("\\tat [a-z]|Exception|org\\.(tallystick|eclipse)");
    private static final KeyPair ALICE = TestNetwork.key("alice");

    private final TestNetwork network = TestNetwork.of("fuzz", ALICE);
    private final Transaction payment = network.pay(ALICE, 1, ALICE, 5);
    private @Nullable ApiServer server;

    private HttpTargets() {}

    public static List<Target> all() {
        HttpTargets http = new HttpTargets();
        TransactionMapper mapper = new TransactionMapper(http.network.genesisHash(), new AddressFormat("tst"));
        byte[] json = ApiJson.strict().writeValueAsBytes(mapper.toData(http.payment));
        return List.of(
                new Target("http-json", input -> http.post("", "application/json", input), List.of(Bytes.of(json))),
                new Target(
                        "http-borsh",
                        input -> http.post("?batch=true", "application/octet-stream", input),
                        List.of(Bytes.encodingOf(http.payment))),
                new Target(
                        "http-request",
                        http::exchange,
                        List.of(
                                Bytes.of(request("POST", "/v1/transactions", "application/json", json)),
                                Bytes.of(request("GET", "/v1/blocks?limit=2&cursor=7", "text/plain", new byte[0])))));
    }

    private void post(String query, String type, byte[] body) throws IOException {
        exchange(request("POST", "/v1/transactions" + query, type, body));
    }

    private static byte[] request(String method, String path, String type, byte[] body) {
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private void exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            judge(
                    new String(request, StandardCharsets.ISO_8859_1),
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (SocketException closed) {
            // before all was written or read, which is an answer too
        }
    }

    /** Started with the first request, and never stopped. */
    private int port() throws IOException {
        if (server == null) {
            SoloNode node =
                    new SoloNode(network, Files.createTempDirectory("fuzz-http"), new Mempool.Limits(100, 100_000, 10));
            NodeMetrics metrics = new NodeMetrics(network.genesis().authorities().authorities().stream()
                    .map(Authority::name)
                    .toList());
            ApiSettings settings = new ApiSettings(
                    "127.0.0.1",
                    0,
                    64,
                    16,
                    16,
                    4,
                    Duration.ofSeconds(2),
                    new ApiSettings.PerAddress(64, 1_000_000, 1_000_000));
            server = new ApiServer(node, settings, metrics, () -> Instant.ofEpochMilli(node.nowMs())).start();
        }
        return server.port();
    }

    /** A part of the request that is quoted to its sender is no fault. */
    private static void judge(String request, String answer) {
        Matcher status = STATUS.matcher(answer);
        while (status.find()) {
            if (status.group(1).equals("500")) {
                throw new AssertionError(answer);
            }
        }
        Matcher trace = STACK_TRACE.matcher(answer);
        while (trace.find()) {
            if (!request.contains(trace.group())) {
                throw new AssertionError(answer);
            }
        }
    }
}
