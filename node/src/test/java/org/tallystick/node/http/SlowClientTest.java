package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.transaction.Transaction;

/** Clients that hold on to what others need: 127.0.0.2 and 127.0.0.3 take all they can get, slowly. */
class SlowClientTest extends ApiTestBase {
    private static final int PLACES = 4;
    private static final int CONNECTIONS = 20;
    private static final String POST = String.join(
            "\r\n",
            "POST /v1/transactions?batch=true HTTP/1.1",
            "Host: x",
            "Content-Type: application/octet-stream",
            "Content-Length: 1000000",
            "",
            "");

    private final List<Socket> sockets = new ArrayList<>();
    private Duration patience = Duration.ofMillis(400);

    @Override
    ApiSettings settings() {
        return new ApiSettings(
                "127.0.0.1",
                0,
                CONNECTIONS,
                PLACES,
                16,
                PLACES,
                Duration.ofSeconds(20),
                new ApiSettings.Deadlines(patience, patience.multipliedBy(5), 1_024, patience),
                new ApiSettings.PerAddress(CONNECTIONS, 100_000, 100_000));
    }

    /** For tests in which places are taken for longer than a machine that is busy needs for a test. */
    private void restartWithPatience() {
        server.close();
        client.close();
        patience = Duration.ofSeconds(30);
        server = new ApiServer(node, settings(), metrics, () -> Instant.ofEpochMilli(node.nowMs())).start();
        client = new TallyClient(base());
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void headers_that_come_byte_by_byte_are_cut_off_also_on_a_connection_that_was_used() throws Exception {
        Socket fresh = open(2);
        Socket used = open(3);
        send(used, "GET /liveness HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(receive(used)).contains("200");
        Socket idle = open(2);

        for (Socket socket : List.of(fresh, used)) {
            await().pollInterval(Duration.ofMillis(50)).until(() -> !drip(socket));
        }
        assertThat(get("/metrics").body()).contains("tally_http_refused_total{what=\"slow\"} 2.0");
        send(idle, "GET /liveness HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(receive(idle)).contains("200");
    }

    @Test
    void a_body_that_begins_well_and_then_comes_byte_by_byte_is_cut_off() throws Exception {
        Socket small = open(2);
        send(small, POST);
        Socket large = open(2);
        send(large, POST);
        large.getOutputStream().write(new byte[17_000]);

        for (Socket socket : List.of(small, large)) {
            await().pollInterval(Duration.ofMillis(50)).until(() -> !drip(socket));
        }
    }

    @Test
    void two_addresses_with_all_places_for_large_bodies_give_way_to_a_third() throws Exception {
        restartWithPatience();
        List<Transaction> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batch.add(network.pay(ALICE, i, BOB, 1));
        }
        for (int i = 0; i < 2 * PLACES; i++) {
            Socket socket = open(2 + i % 2);
            send(socket, POST);
            socket.getOutputStream().write(new byte[17_000]);
        }
        await().until(() -> answeredOrClosed() == PLACES);

        var answer = post(
                "/v1/transactions?batch=true",
                "application/octet-stream",
                new BorshWriter().list(batch).toByteArray());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void two_addresses_with_all_event_streams_give_way_to_a_third() throws Exception {
        for (int i = 0; i < 2 * PLACES; i++) {
            Socket socket = open(2 + i % 2);
            send(socket, "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(receive(socket)).contains(i < PLACES ? "200" : "429");
        }

        Socket third = open(1);
        send(third, "GET /v1/events HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(receive(third)).contains("200");
        await().until(() ->
                sockets.subList(0, PLACES).stream().filter(this::isCutOff).count() == 1);
    }

    @Test
    void two_addresses_with_all_connections_give_way_to_a_third() throws Exception {
        restartWithPatience();
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            drip(open(2 + i % 2));
        }

        assertThat(get("/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/v1/status").statusCode()).isEqualTo(200);
    }

    private Socket open(int host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + host), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(5_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String receive(Socket socket) throws IOException {
        byte[] buffer = new byte[12];
        int read = socket.getInputStream().readNBytes(buffer, 0, buffer.length);
        socket.getInputStream().skip(socket.getInputStream().available());
        return new String(buffer, 0, read, StandardCharsets.US_ASCII);
    }

    /** One byte more; false if nobody takes it any more. */
    private static boolean drip(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write('G');
            socket.setSoTimeout(1);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private long answeredOrClosed() {
        return sockets.stream().filter(SlowClientTest::answered).count();
    }

    private static boolean answered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Reads a stream of events to its end, if that has come. */
    private boolean isCutOff(Socket socket) {
        try {
            socket.setSoTimeout(1);
            InputStream in = socket.getInputStream();
            int read = in.read(new byte[65_536]);
            return read < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
