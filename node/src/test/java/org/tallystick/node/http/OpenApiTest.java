package org.tallystick.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.TransactionMapper;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.testing.TestNetwork;
import tools.jackson.databind.JsonNode;

/** Holds the server to {@code openapi.yaml}, and {@code openapi.yaml} to the server. */
class OpenApiTest extends ApiTestBase {
    private static final Set<String> STREAMS = Set.of("events", "accountEvents");

    private Contract contract;
    private Transaction settled;

    @BeforeEach
    void makeSomeLedger() throws Exception {
        contract = new Contract(get("/openapi.yaml").body());
        settled = network.pay(ALICE, 1, BOB, 500);
        client.submit(settled);
        client.submit(network.pay(ALICE, 2, BOB, 7));
        node.makeBlock();
        client.submit(network.pay(BOB, 3, ALICE, 7));
        node.makeBlock();
        client.submit(network.pay(BOB, 4, ALICE, 7));
    }

    @Test
    void every_operation_answers_as_described() throws Exception {
        Map<String, List<HttpRequest>> examples = examples();
        for (Contract.Described operation : contract.operations()) {
            if (STREAMS.contains(operation.id())) {
                continue;
            }
            List<HttpRequest> ofOperation = examples.getOrDefault(operation.id(), List.of());
            assertThat(ofOperation).as("examples of %s", operation.id()).isNotEmpty();
            for (HttpRequest example : ofOperation) {
                check(operation, example);
            }
        }
    }

    private void check(Contract.Described operation, HttpRequest request) throws Exception {
        HttpResponse<String> response = send(request);
        String what = request.method() + " " + request.uri() + " -> " + response.statusCode() + " " + response.body();
        JsonNode described = contract.response(operation, response.statusCode());
        assertThat(described.isMissingNode()).as("described: %s", what).isFalse();
        String mediaType =
                response.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
        JsonNode content = described.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as("media type %s of %s", mediaType, what)
                .isFalse();
        if (mediaType.endsWith("json")) {
            assertThat(contract.violations(content.path("schema"), tree(response)))
                    .as(what)
                    .isEmpty();
        }
    }

    private Map<String, List<HttpRequest>> examples() {
        Map<String, List<HttpRequest>> examples = new HashMap<>();
        String id = settled.id().hex();
        String alice = address(ALICE);
        String stranger = address(TestNetwork.key("stranger"));
        for (String name : List.of("status", "network", "genesis", "authorities", "mempool", "stats")) {
            examples.put(name, reading("/v1/" + name));
        }
        examples.put("search", reading("/v1/search?q=1", "/v1/search?q=" + id, "/v1/search?q=node", "/v1/search"));
        examples.put(
                "transactions",
                reading("/v1/transactions", "/v1/transactions?limit=1&cursor=2.0", "/v1/transactions?cursor=2"));
        examples.put("submit", submissions());
        examples.put(
                "transaction",
                reading("/v1/transactions/" + id, "/v1/transactions/" + "0".repeat(64), "/v1/transactions/xyz"));
        examples.put(
                "transactionProof",
                reading(
                        "/v1/transactions/" + id + "/proof",
                        "/v1/transactions/" + network.pay(BOB, 4, ALICE, 7).id().hex() + "/proof",
                        "/v1/transactions/" + "0".repeat(64) + "/proof"));
        examples.put("blocks", reading("/v1/blocks", "/v1/blocks?limit=1&cursor=1&order=asc", "/v1/blocks?limit=0"));
        examples.put("block", reading("/v1/blocks/0", "/v1/blocks/1", "/v1/blocks/99"));
        examples.put("blockTransactions", reading("/v1/blocks/1/transactions?limit=1", "/v1/blocks/0/transactions"));
        examples.put("blockRecords", reading("/v1/blocks/1/records", "/v1/blocks/99/records"));
        examples.put("accountRecords", reading("/v1/accounts/" + alice + "/records", "/v1/accounts/tst1/records"));
        examples.put("name", reading("/v1/names/wonderland", "/v1/names/A"));
        examples.put("nameProof", reading("/v1/names/wonderland/proof", "/v1/names/a--b/proof"));
        examples.put("account", reading("/v1/accounts/" + alice, "/v1/accounts/" + stranger, "/v1/accounts/tst1"));
        examples.put("accountTransactions", reading("/v1/accounts/" + alice + "/transactions?limit=1"));
        examples.put(
                "accountProof", reading("/v1/accounts/" + alice + "/proof", "/v1/accounts/" + stranger + "/proof"));
        for (String name : List.of("liveness", "readiness", "metrics")) {
            examples.put(name, reading("/" + name));
        }
        examples.put("openapi", reading("/openapi.yaml"));
        return examples;
    }

    private List<HttpRequest> submissions() {
        Transaction fresh = network.pay(ALICE, 5, BOB, 5);
        Transaction refused = network.pay(ALICE, 6, BOB, 0);
        TransactionMapper mapper = new TransactionMapper(network.genesisHash(), addresses);
        byte[] array = json.writeValueAsBytes(List.of(mapper.toData(fresh), mapper.toData(refused)));
        return List.of(
                submission("", "application/octet-stream", fresh.encoded()),
                submission("", "application/octet-stream", settled.encoded()),
                submission("", "application/octet-stream", refused.encoded()),
                submission("?wait=final&timeoutMs=1", "application/json", json.writeValueAsBytes(mapper.toData(fresh))),
                submission("", "application/json", array),
                submission(
                        "?batch=true",
                        "application/octet-stream",
                        new BorshWriter().list(List.of(fresh, settled, refused)).toByteArray()),
                submission("", "text/plain", new byte[] {1}));
    }

    private HttpRequest submission(String query, String mediaType, byte[] body) {
        return HttpRequest.newBuilder(base().resolve("/v1/transactions" + query))
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private List<HttpRequest> reading(String... paths) {
        return Arrays.stream(paths)
                .map(path -> HttpRequest.newBuilder(URI.create(base() + path)).build())
                .toList();
    }

    @Test
    void a_node_that_is_not_ready_says_so_as_described() throws Exception {
        node.ready(false);
        Contract.Described readiness = contract.operations().stream()
                .filter(operation -> operation.id().equals("readiness"))
                .findFirst()
                .orElseThrow();
        check(readiness, reading("/readiness").getFirst());
        assertThat(get("/readiness").statusCode()).isEqualTo(503);
        assertThat(client.readiness().checks().getFirst().reason()).contains("quorum");
    }

    @Test
    void every_route_is_described_and_every_description_is_routed() {
        Set<String> described = contract.operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed = server.routes().stream()
                .filter(route -> !route.path().equals("/") && !route.path().startsWith("/explorer/"))
                .map(route -> route.method().name().toLowerCase(java.util.Locale.ROOT) + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).isEqualTo(described);
    }

    @Test
    void every_problem_code_is_described() {
        assertThat(contract.problemCodes())
                .isEqualTo(Arrays.stream(ProblemCode.values()).map(Enum::name).collect(Collectors.toSet()));
    }
}
