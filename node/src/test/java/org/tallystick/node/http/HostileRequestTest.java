package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.tallystick.api.ApiLimits;
import org.tallystick.api.TransactionMapper;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.testing.TestNetwork;

/** Whatever is sent, the answer is problem details with a code, never a stack trace and never a 500. */
class HostileRequestTest extends ApiTestBase {
    private static final String JSON = "application/json";
    private static final String BORSH = "application/octet-stream";

    private final Transaction payment = network.pay(ALICE, 1, BOB, 500);
    private final String paymentJson =
            json.writeValueAsString(new TransactionMapper(network.genesisHash(), addresses).toData(payment));

    @Override
    Mempool.Limits mempoolLimits() {
        return new Mempool.Limits(1, 1_000_000, 1);
    }

    private void refusesJson(String body, int status, String code) throws Exception {
        expect(post("/v1/transactions", JSON, body.getBytes(StandardCharsets.UTF_8)), status, code);
    }

    private void expect(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception", "tools.jackson", "org.tallystick");
    }

    private String with(UnaryOperator<String> change) {
        String changed = change.apply(paymentJson);
        assertThat(changed).isNotEqualTo(paymentJson);
        return changed;
    }

    @Test
    void refuses_json_that_is_no_transaction() throws Exception {
        refusesJson("", 400, "BAD_ENCODING");
        refusesJson("{", 400, "BAD_ENCODING");
        refusesJson("null", 400, "BAD_ENCODING");
        refusesJson("7", 400, "BAD_ENCODING");
        refusesJson("{}", 400, "BAD_ENCODING");
        refusesJson(paymentJson + "x", 400, "BAD_ENCODING");
        refusesJson("[".repeat(50_000), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"memo\":\"\"", "\"memo\":null")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"\",\"memo\":\"\"")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"\",\"extra\":1")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"memo\":\"\",", "")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"transfer\"", "\"mint\"")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"500\"", "500")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"500\"", "\"-500\"")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"500\"", "\"5e2\"")), 400, "BAD_ENCODING");
        refusesJson(
                with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":-1")), 400, "BAD_ENCODING");
        refusesJson(
                with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":1e3")), 400, "BAD_ENCODING");
        String signature = payment.authorizations().getFirst().signature().hex();
        refusesJson(with(text -> text.replace(signature, signature.substring(1) + "g")), 400, "BAD_ENCODING");
        refusesJson(with(text -> text.replace(signature, "")), 400, "BAD_ENCODING");
    }

    @Test
    void says_what_is_wrong_with_json_in_words_and_where() throws Exception {
        String twice = with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"\",\"memo\":\"\""));
        assertThat(post("/v1/transactions", JSON, twice.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("the field memo is given twice at line 1, column ");
        String twoTo64 =
                with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":18446744073709551616"));
        assertThat(post("/v1/transactions", JSON, twoTo64.getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("validUntilMs: a number that is out of range")
                .doesNotContain("-1");
        String surrogate = with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"a\\ud800b\""));
        var refused = post("/v1/transactions", JSON, surrogate.getBytes(StandardCharsets.UTF_8));
        expect(refused, 400, "BAD_ENCODING");
        assertThat(refused.body()).contains("memo: half of a surrogate pair");
    }

    @Test
    void answers_an_error_of_java_itself_with_problem_details() throws Exception {
        node.failStatus();
        expect(get("/v1/status"), 500, "INTERNAL");
    }

    @Test
    void refuses_to_go_on_after_an_event_that_is_not_there_yet() throws Exception {
        for (String id : List.of("1", "7.3", "999999999999999999")) {
            var request = HttpRequest.newBuilder(base().resolve("/v1/events")).header("Last-Event-ID", id);
            expect(send(request.build()), 409, "NOT_FINAL");
        }
    }

    @Test
    void names_the_operation_at_fault() throws Exception {
        String overflowing = with(text -> text.replace("\"500\"", "\"9223372036854775808\""));
        var response = post("/v1/transactions", JSON, overflowing.getBytes(StandardCharsets.UTF_8));
        expect(response, 422, "AMOUNT_OVERFLOW");
        assertThat(tree(response).path("operationIndex").asInt(-1)).isZero();
        String address = address(BOB);
        String mistyped = address.substring(0, address.length() - 1) + (address.endsWith("q") ? "p" : "q");
        refusesJson(with(text -> text.replace(address, mistyped)), 400, "BAD_ADDRESS");
        String foreign = new AddressFormat("other").format(TestNetwork.address(BOB));
        refusesJson(with(text -> text.replace(address, foreign)), 400, "FOREIGN_ADDRESS");
    }

    @Test
    void refuses_what_the_rules_forbid() throws Exception {
        String otherNetwork = payment.body().network().hex().equals("00000000") ? "11111111" : "00000000";
        refusesJson(with(text -> text.replace(payment.body().network().hex(), otherNetwork)), 422, "WRONG_NETWORK");
        refusesJson(with(text -> text.replace("\"500\"", "\"0\"")), 422, "AMOUNT_ZERO");
        refusesJson(with(text -> text.replace("\"500\"", "\"501\"")), 422, "BAD_SIGNATURE");
        refusesJson(with(text -> text.replace("\"fee\":\"1\"", "\"fee\":\"0\"")), 422, "FEE_TOO_LOW");
        refusesJson(
                with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"" + "m".repeat(141) + "\"")),
                422,
                "MEMO_TOO_LONG");
        refusesJson(with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":1")), 422, "EXPIRED");
        refusesJson(
                with(text -> text.replaceAll("\"operations\":\\[.*?\\]", "\"operations\":[]")), 422, "NO_OPERATIONS");
        refusesJson(
                with(text -> text.replaceAll("\"authorizations\":\\[.*?\\]", "\"authorizations\":[]")),
                422,
                "UNAUTHORIZED");
        refusesJson(
                with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"" + "m".repeat(9_000) + "\"")),
                400,
                "TRANSACTION_TOO_LARGE");
    }

    @Test
    void a_full_mempool_asks_to_come_back() throws Exception {
        client.submit(payment);
        var response =
                post("/v1/transactions", BORSH, network.pay(BOB, 2, ALICE, 5).encoded());
        expect(response, 429, "MEMPOOL_FULL");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(tree(response).path("retryable").asBoolean()).isTrue();
        assertThat(get("/metrics").body()).contains("tally_transactions_refused_total{code=\"mempool_full\"} 1.0");
    }

    @Test
    void refuses_any_mangled_encoding_without_a_fault() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = payment.encoded();
            if (random.nextBoolean()) {
                bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            var response = post("/v1/transactions", BORSH, bytes);
            assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        }
    }

    @Test
    void refuses_a_batch_that_says_it_is_longer_than_it_is() throws Exception {
        expect(
                post(
                        "/v1/transactions?batch=true",
                        BORSH,
                        new BorshWriter().u32(1_000).toByteArray()),
                400,
                "BAD_ENCODING");
        expect(
                post(
                        "/v1/transactions?batch=true",
                        BORSH,
                        new BorshWriter().u32(4_000_000_000L).toByteArray()),
                400,
                "BAD_ENCODING");
        List<Transaction> many = new ArrayList<>();
        for (int i = 0; i <= ApiLimits.BATCH_TRANSACTIONS; i++) {
            many.add(network.unsigned(network.body(ALICE, i, TestNetwork.address(BOB), 5), ALICE));
        }
        expect(
                post(
                        "/v1/transactions?batch=true",
                        BORSH,
                        new BorshWriter().list(many).toByteArray()),
                413,
                "BODY_TOO_LARGE");
    }

    @Test
    void refuses_a_body_over_the_limit_before_reading_it() throws Exception {
        HttpRequest chunked = HttpRequest.newBuilder(base().resolve("/v1/transactions"))
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> InputStream.nullInputStream()))
                .build();
        expect(send(chunked), 400, "BAD_ENCODING");
        // Only promised: a client that goes on sending may miss the answer, as the connection is closed with it.
        for (long length : new long[] {ApiLimits.BODY_BYTES + 1, 99_999_999_999L}) {
            List<String> lines = List.of(
                    "POST /v1/transactions HTTP/1.1", "Host: x", "Content-Type: " + JSON, "Content-Length: " + length);
            String promise = raw(String.join("\r\n", lines) + "\r\n\r\n");
            assertThat(promise).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
        }
    }

    @Test
    void refuses_parameters_out_of_range() throws Exception {
        for (String path : List.of(
                "/v1/blocks?limit=0",
                "/v1/blocks?limit=201",
                "/v1/blocks?limit=ten",
                "/v1/blocks?order=up",
                "/v1/blocks?cursor=-1",
                "/v1/blocks?cursor=9999999999999999999",
                "/v1/blocks/-1",
                "/v1/blocks/" + "z".repeat(64),
                "/v1/transactions/abc",
                "/v1/transactions/abc/proof",
                "/v1/search",
                "/v1/search?q=" + "q".repeat(129),
                "/v1/accounts/" + address(ALICE) + "/transactions?cursor=7",
                "/v1/accounts/" + address(ALICE) + "/transactions?order=asc",
                "/v1/events?types=blocks")) {
            expect(get(path), 400, "BAD_PARAMETER");
        }
        expect(get("/v1/accounts/nobody"), 400, "BAD_ADDRESS");
        expect(post("/v1/transactions?wait=maybe", BORSH, payment.encoded()), 400, "BAD_PARAMETER");
        expect(post("/v1/transactions?wait=final&timeoutMs=30001", BORSH, payment.encoded()), 400, "BAD_PARAMETER");
        expect(post("/v1/transactions?batch=1", BORSH, payment.encoded()), 400, "BAD_PARAMETER");
    }

    @Test
    void refuses_what_is_not_there_or_not_meant_so() throws Exception {
        expect(get("/v2/status"), 404, "NOT_FOUND");
        expect(get("/v1/blocks/77"), 404, "NOT_FOUND");
        expect(get("/explorer/..%2f..%2fopenapi.yaml"), 404, "NOT_FOUND");
        expect(get("/explorer/other.html"), 404, "NOT_FOUND");
        assertThat(raw("GET /v1/accounts/a%u1234 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("BAD_PARAMETER");
        expect(
                send(HttpRequest.newBuilder(base().resolve("/v1/status"))
                        .DELETE()
                        .build()),
                405,
                "METHOD_NOT_ALLOWED");
        expect(post("/v1/transactions", "text/xml", new byte[] {1}), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    /** The server's library looks up whatever character set is named, when it is asked for the type and for the query. */
    @Test
    void refuses_character_sets_that_are_none_and_bodies_that_are_packed() throws Exception {
        for (String charset :
                List.of("x!", "utf-7", "", "unknown", "iso-8859-1", "\"", "utf-8;charset=x!", "a".repeat(300))) {
            String type = JSON + "; charset=" + charset;
            expect(post("/v1/transactions", type, new byte[] {'{', '}'}), 415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(raw("GET /v1/blocks?limit=1 HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 415");
        }
        expect(post("/v1/transactions", JSON + "; Charset=\"UTF-8\"", new byte[] {'{', '}'}), 400, "BAD_ENCODING");
        assertThat(raw("POST /v1/transactions HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON
                        + "\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 415");
        assertThat(raw("POST /v1/transactions HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON
                        + "\r\nContent-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void refuses_parameters_that_are_unknown_or_given_twice_and_ids_in_capitals() throws Exception {
        String id = payment.id().hex();
        for (String path : List.of(
                "/v1/status?x=1",
                "/v1/blocks?limits=5",
                "/v1/blocks?limit=5&limit=5",
                "/v1/blocks?li%zzmit=5",
                "/v1/transactions/" + id + "?wait=final",
                "/v1/transactions/" + id.toUpperCase(java.util.Locale.ROOT),
                "/v1/blocks/" + node.ledger().head().hash().hex().toUpperCase(java.util.Locale.ROOT))) {
            if (path.contains("%zz")) {
                assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
            } else {
                expect(get(path), 400, "BAD_PARAMETER");
            }
        }
        expect(post("/v1/transactions?Wait=final", BORSH, payment.encoded()), 400, "BAD_PARAMETER");
        assertThat(get("/?utm=1").statusCode()).isEqualTo(200);
    }

    @Test
    void tells_which_methods_an_address_has_and_answers_head_as_it_would_get() throws Exception {
        var refused = send(
                HttpRequest.newBuilder(base().resolve("/v1/status")).DELETE().build());
        assertThat(refused.headers().firstValue("Allow").orElse("").split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD");
        var posted = send(HttpRequest.newBuilder(base().resolve("/v1/transactions"))
                .DELETE()
                .build());
        assertThat(posted.headers().firstValue("Allow").orElse("").split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "POST");
        for (String path : List.of("/v1/network", "/v1/genesis", "/", "/openapi.yaml", "/v1/blocks/77", "/liveness")) {
            var get = get(path);
            var head = send(HttpRequest.newBuilder(base().resolve(path)).HEAD().build());
            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            for (String name : List.of("Content-Type", "Content-Length")) {
                assertThat(head.headers().firstValue(name))
                        .as(path)
                        .isEqualTo(get.headers().firstValue(name));
            }
        }
        var events =
                send(HttpRequest.newBuilder(base().resolve("/v1/events")).HEAD().build());
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
    }

    @Test
    void answers_broken_http_with_problem_details() throws Exception {
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("URI_TOO_LONG");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("HEADERS_TOO_LARGE");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("BAD_ENCODING")
                .contains("Content-Security-Policy");
        assertThat(raw("GET /v1/blockst: x\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("BAD_ENCODING");
        assertThat(raw("GET / HTTP/7.7\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("POST /v1/transactions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("Jetty");
    }

    /** Two lengths, or a length and chunks: what one server takes for one request, the next takes for two. */
    @Test
    void refuses_requests_whose_end_can_be_read_in_two_ways() throws Exception {
        String head = "POST /v1/transactions HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON + "\r\n";
        for (String lengths : List.of(
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: -5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                " Transfer-Encoding: chunked\r\n")) {
            String answer = raw(head + lengths + "\r\n0\r\n\r\nGET /v1/status HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(answer).as(lengths).startsWith("HTTP/1.1 4").doesNotContain("HTTP/1.1 200", "Exception");
        }
    }

    @Test
    void refuses_chunks_that_are_none() throws Exception {
        String head = "POST /v1/transactions HTTP/1.1\r\nHost: x\r\nContent-Type: " + JSON
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        for (String chunks :
                List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffff\r\n{}\r\n", "2\r\n{}}\r\n0\r\n\r\n")) {
            assertThat(raw(head + chunks)).as(chunks).startsWith("HTTP/1.1 4").doesNotContain("Exception");
        }
    }

    @Test
    void refuses_a_great_many_header_fields_and_text_that_is_not_utf8() throws Exception {
        assertThat(raw("GET /v1/status HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(10_000) + "\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("HEADERS_TOO_LARGE");
        byte[] invalid = with(text -> text.replace("\"memo\":\"\"", "\"memo\":\"\u00ff\""))
                .getBytes(StandardCharsets.ISO_8859_1);
        expect(post("/v1/transactions", JSON, invalid), 400, "BAD_ENCODING");
    }

    @Test
    void refuses_numbers_and_nesting_beyond_reason_quickly() throws Exception {
        long start = System.nanoTime();
        String digits = "9".repeat(500_000);
        refusesJson(
                with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":" + digits)),
                400,
                "BAD_ENCODING");
        refusesJson(
                with(text -> text.replaceAll("\"validUntilMs\":[0-9]+", "\"validUntilMs\":1e" + digits)),
                400,
                "BAD_ENCODING");
        refusesJson(with(text -> text.replace("\"500\"", "\"" + digits + "\"")), 400, "BAD_ENCODING");
        refusesJson("{\"memo\":".repeat(100_000), 400, "BAD_ENCODING");
        refusesJson("[" + "[],".repeat(300_000) + "[]]", 413, "BODY_TOO_LARGE");
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[8_192];
            for (int n; (n = socket.getInputStream().read(buffer)) > 0; ) {
                answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                if (answer.toString().endsWith("}")) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
