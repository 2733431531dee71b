package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.transaction.Transaction;

/** What one address takes is bounded, and others never notice: here 127.0.0.2 takes all it can get. */
class ClientLimitsTest extends ApiTestBase {
    private static final InetAddress GREEDY = InetAddress.ofLiteral("127.0.0.2");
    private static final int CONNECTIONS = 20;
    private static final int REQUESTS = 30;
    private static final int TRANSACTIONS = 10;

    private final List<Socket> sockets = new ArrayList<>();
    private final HttpClient greedy = HttpClient.newBuilder()
            .localAddress(GREEDY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Override
    ApiSettings settings() {
        return new ApiSettings(
                "127.0.0.1",
                0,
                200,
                4,
                16,
                4,
                Duration.ofSeconds(20),
                new ApiSettings.PerAddress(CONNECTIONS, REQUESTS, TRANSACTIONS));
    }

    @AfterEach
    void close() throws IOException {
        greedy.close();
        hangUp();
    }

    private void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void one_address_has_so_many_connections_and_leaves_the_rest_to_others() throws Exception {
        for (int i = 0; i < 3 * CONNECTIONS; i++) {
            sockets.add(open());
        }

        await().until(() -> closedByServer() == 2 * CONNECTIONS);
        assertThat(get("/v1/status").statusCode()).isEqualTo(200);
        assertThat(refused("connections")).isEqualTo(2 * CONNECTIONS);
        hangUp();
        await().ignoreExceptions().until(() -> statusFromGreedy() == 200);
    }

    @Test
    void one_address_sends_so_many_requests_a_second_and_others_as_many_again() throws Exception {
        int refused = 0;
        for (int i = 0; i < 3 * REQUESTS; i++) {
            refused += statusFromGreedy() == 429 ? 1 : 0;
        }

        assertThat(refused).isPositive();
        assertThat(refused("requests")).isEqualTo(refused);
        assertThat(get("/v1/status").statusCode()).isEqualTo(200);
        HttpResponse<String> last = submit(new byte[0]);
        while (last.statusCode() != 429) {
            last = submit(new byte[0]);
        }
        assertThat(last.body()).contains("\"code\":\"TOO_MANY_REQUESTS\"");
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(greedily("/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void one_address_submits_so_many_transactions_a_second_in_a_batch_or_not() throws Exception {
        List<Transaction> batch = new ArrayList<>();
        for (int i = 0; i < TRANSACTIONS; i++) {
            batch.add(network.pay(ALICE, i, BOB, 1));
        }

        assertThat(submit(new BorshWriter().list(batch).toByteArray()).statusCode())
                .isEqualTo(200);
        assertThat(submit(new BorshWriter().list(batch).toByteArray()).statusCode())
                .isEqualTo(429);
        assertThat(refused("transactions")).isEqualTo(TRANSACTIONS);
        client.submit(network.pay(ALICE, 99, BOB, 1));
    }

    /** As many slow bodies as there are places for submissions, and more, and all of them from elsewhere. */
    @Test
    void bodies_that_come_slowly_keep_nobody_from_submitting() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = open();
            socket.getOutputStream()
                    .write(("POST /v1/transactions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 400\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        Thread.sleep(200);

        for (int i = 0; i < TRANSACTIONS; i++) {
            client.submit(network.pay(ALICE, i, BOB, 1));
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(GREEDY, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(50);
        return socket;
    }

    private long closedByServer() {
        return sockets.stream().filter(ClientLimitsTest::isClosed).count();
    }

    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private int statusFromGreedy() throws IOException, InterruptedException {
        return greedily("/v1/status").statusCode();
    }

    private HttpResponse<String> greedily(String path) throws IOException, InterruptedException {
        return greedy.send(HttpRequest.newBuilder(base().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(byte[] batch) throws IOException, InterruptedException {
        return greedy.send(
                HttpRequest.newBuilder(base().resolve("/v1/transactions?batch=true"))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(batch))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private long refused(String what) throws Exception {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tally_http_refused_total{what=\"" + what + "\"}"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
