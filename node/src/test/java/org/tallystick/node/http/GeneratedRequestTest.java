package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.api.TransactionMapper;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.transaction.Transaction;

/**
 * Generated requests over every method, path, query, header, content type and character set: none is answered with a 500. As many
 * as {@code -Dhttp.requests=100000} says, from {@code -Dhttp.seed}; a failure names the request.
 */
class GeneratedRequestTest extends ApiTestBase {
    private static final int REQUESTS = Integer.getInteger("http.requests", 2_000);
    private static final long SEED = Long.getLong("http.seed", 1);

    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get",
            "X");
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/octet-stream",
            "application/octet-stream",
            "application/problem+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "text/plain",
            "text/event-stream",
            "*/*",
            "/",
            ";",
            "json",
            "application/json,text/plain",
            "\u00e4/\u00f6",
            "");
    private static final List<String> CHARSETS = List.of(
            "utf-8",
            "UTF-8",
            "\"utf-8\"",
            "utf8",
            "utf-16",
            "utf-7",
            "iso-8859-1",
            "x!",
            "",
            "\"",
            "unknown",
            "us-ascii",
            "'",
            "\u00e9",
            " ",
            "a=b",
            "utf-8;charset=x");
    private static final List<String> NAMES = List.of(
            "Accept",
            "Accept-Charset",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Connection",
            "Content-Encoding",
            "Content-Language",
            "Content-Range",
            "Cookie",
            "Date",
            "Expect",
            "Forwarded",
            "From",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "Last-Event-ID",
            "Max-Forwards",
            "Origin",
            "Pragma",
            "Range",
            "Referer",
            "TE",
            "Trailer",
            "Upgrade",
            "User-Agent",
            "Via",
            "X-Forwarded-For",
            "X-HTTP-Method-Override",
            "Sec-WebSocket-Key",
            "HTTP2-Settings");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "1.1",
            "x",
            "*",
            "*/*",
            "gzip",
            "identity",
            "br, gzip",
            "100-continue",
            "keep-alive",
            "close",
            "bytes=0-1",
            "websocket",
            "h2c",
            "chunked",
            "trailers",
            "text/html;q=x",
            "utf-7",
            "x!;q=2",
            "\"a\"",
            "W/\"",
            "\"",
            "Basic !",
            "a=b; c",
            "$Version=1; a=\"",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "\u00ff",
            "999999999999999999999",
            "../..");
    private static final List<String> PARAMETERS = List.of(
            "limit",
            "cursor",
            "order",
            "types",
            "wait",
            "timeoutMs",
            "batch",
            "validUntilMs",
            "q",
            "x",
            "",
            "%00",
            "%c3%28",
            "%zz",
            "limit%20");
    private static final List<String> ARGUMENTS = List.of(
            "",
            "0",
            "1",
            "50",
            "200",
            "201",
            "-1",
            "1e3",
            "asc",
            "desc",
            "final",
            "true",
            "false",
            "block",
            "block,status",
            "1.0",
            "9223372036854775807",
            "99999999999999999999",
            "%00",
            "%ff%fe",
            "%",
            "%u1234",
            "+",
            "a%26b",
            "\u00e4",
            "{}",
            "'\"",
            "20");

    private final Transaction payment = network.pay(ALICE, 1, BOB, 500);
    private final String paymentJson =
            json.writeValueAsString(new TransactionMapper(network.genesisHash(), addresses).toData(payment));

    private Random random = new Random(SEED);

    @Override
    ApiSettings settings() {
        return new ApiSettings(
                "127.0.0.1",
                0,
                64,
                16,
                16,
                8,
                Duration.ofSeconds(2),
                new ApiSettings.PerAddress(64, 1_000_000, 1_000_000));
    }

    @Test
    void no_generated_request_is_answered_with_a_500() throws Exception {
        client.submit(payment);
        node.makeBlock();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            random = new Random(SEED * 1_000_003 + i);
            byte[] request = request();
            String answer = exchange(request);
            int status = status(answer);
            statuses.merge(status, 1, Integer::sum);
            assertThat(status)
                    .as(
                            "seed %d, request %d: %s\n%s",
                            SEED, i, new String(request, StandardCharsets.ISO_8859_1), answer)
                    .isBetween(100, 499);
        }
        System.out.println(REQUESTS + " generated requests by status: " + statuses);
        assertThat(statuses.keySet()).contains(200, 400, 404, 405, 415);
        assertThat(get("/v1/status").statusCode()).isEqualTo(200);
    }

    private byte[] request() {
        StringBuilder head = new StringBuilder();
        byte[] body = body();
        head.append(pick(METHODS)).append(' ').append(path()).append(query()).append(" HTTP/1.1\r\nHost: x\r\n");
        if (random.nextInt(10) > 0) {
            String type = pick(TYPES);
            if (random.nextInt(3) == 0) {
                type += (random.nextBoolean() ? ";" : "; ")
                        + (random.nextBoolean() ? "charset=" : "Charset = ")
                        + pick(CHARSETS);
            }
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(pick(NAMES)).append(": ").append(pick(VALUES)).append("\r\n");
        }
        boolean chunked = random.nextInt(5) == 0;
        head.append(chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body.length + "\r\n");
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked) {
            if (body.length > 0) {
                out.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(body);
                out.writeBytes(new byte[] {'\r', '\n'});
            }
            out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    private String path() {
        List<Route> routes = server.routes();
        if (random.nextInt(8) == 0) {
            return pick(List.of(
                    "/",
                    "/v1",
                    "/v1/",
                    "//",
                    "/v2/x",
                    "/v1/status/",
                    "/%2e%2e/",
                    "/explorer/x.js",
                    "/;a=b",
                    "/%00",
                    "*",
                    "/v1/events;x",
                    "/\u00e4",
                    "/v1//blocks"));
        }
        String path = routes.get(random.nextInt(routes.size())).path();
        while (path.contains("{")) {
            path = path.substring(0, path.indexOf('{')) + segment() + path.substring(path.indexOf('}') + 1);
        }
        return path;
    }

    private String segment() {
        return switch (random.nextInt(6)) {
            case 0 -> payment.id().hex();
            case 1 -> address(ALICE);
            case 2 -> Integer.toString(random.nextInt(4));
            case 3 -> node.ledger().head().hash().hex();
            case 4 -> "f".repeat(random.nextInt(70));
            default -> pick(ARGUMENTS).isEmpty() ? "x" : "a" + pick(ARGUMENTS);
        };
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            query.append(query.isEmpty() ? "?" : "&").append(pick(PARAMETERS));
            query.append(random.nextInt(6) == 0 ? "" : "=" + pick(ARGUMENTS));
        }
        return query.toString();
    }

    private byte[] body() {
        byte[] body = switch (random.nextInt(7)) {
            case 0, 1 -> new byte[0];
            case 2 -> payment.encoded();
            case 3 -> new BorshWriter().list(List.of(payment, payment)).toByteArray();
            case 4 -> ("[" + paymentJson + "," + mangled(paymentJson) + "]").getBytes(StandardCharsets.UTF_8);
            case 5 -> mangled(paymentJson).getBytes(StandardCharsets.UTF_8);
            default -> paymentJson.getBytes(StandardCharsets.UTF_8);
        };
        if (body.length > 0 && random.nextInt(3) == 0) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return body;
    }

    /** One value or name of the JSON replaced by something else. */
    private String mangled(String text) {
        List<Integer> quotes = new ArrayList<>();
        for (int i = text.indexOf('"'); i >= 0; i = text.indexOf('"', i + 1)) {
            quotes.add(i);
        }
        int from = random.nextInt(quotes.size() - 1);
        String by = pick(List.of(
                "null",
                "7",
                "1e99",
                "-1",
                "18446744073709551616",
                "\"\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "[[[]]]",
                "true",
                "\"" + "x".repeat(200) + "\"",
                "\"\u00e4\"",
                "0.1"));
        return text.substring(0, quotes.get(from)) + by + text.substring(quotes.get(from + 1) + 1);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The beginning of the answer; a stream of events has no end. */
    private String exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder answer = new StringBuilder();
            for (int c = in.read(); c >= 0 && answer.length() < 2_000; c = in.read()) {
                answer.append((char) c);
                if (answer.length() >= 12 && answer.indexOf("\r\n\r\n") > 0 && in.available() == 0) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    private static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
