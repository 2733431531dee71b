package org.tallystick.testnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.api.ApiJson;
import org.tallystick.api.BatchResult;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Parcel.End;

/** What a real node rarely does, from an HTTP server that does what the test says. */
@Timeout(30)
final class CourierTest {
    private static final Signatory SIGNATORY = new Signatory(Hash.ZERO, "seed", Amount.ZERO, 1_000);

    private final Parcel first = parcel("first");
    private final Parcel second = parcel("second");
    private final Consignment consignment = new Consignment(List.of(first, second), 2, 0);
    private final AtomicLong retries = new AtomicLong();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Bytes> bodies = new ArrayList<>();
    private final List<TallyClient> clients = new ArrayList<>();
    private HttpServer server = serve();

    /** What the server says to the next request. */
    private record Answer(int status, Object body) {
        static Answer results(SubmissionResult... results) {
            return new Answer(200, new BatchResult(List.of(results)));
        }

        static Answer problem(Problem problem) {
            return new Answer(problem.status(), problem);
        }
    }

    @BeforeEach
    void connect() {
        clients.add(new TallyClient(URI.create("http://127.0.0.1:1")));
        clients.add(new TallyClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @AfterEach
    void disconnect() {
        clients.forEach(TallyClient::close);
        server.stop(0);
    }

    @Test
    void goes_to_another_node_when_the_first_is_away() throws Exception {
        answers.add(Answer.results(accepted(first), accepted(second)));

        courier(0).deliver(List.of(first, second));

        assertThat(bodies).hasSize(1);
        assertThat(retries).hasValue(2);
    }

    @Test
    void sends_the_same_bytes_again_when_there_are_too_many_requests() throws Exception {
        answers.add(Answer.problem(Problem.of(ProblemCode.TOO_MANY_REQUESTS, "later")));
        answers.add(Answer.results(accepted(first), accepted(second)));

        courier(1).deliver(List.of(first, second));

        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0)).isEqualTo(bodies.get(1));
    }

    @Test
    void sends_only_those_again_that_were_not_taken() throws Exception {
        answers.add(Answer.results(accepted(first), refused(ProblemCode.MEMPOOL_FULL)));
        answers.add(Answer.results(accepted(second)));

        courier(1).deliver(List.of(first, second));

        assertThat(bodies).hasSize(2);
        assertThat(retries).hasValue(1);
        assertThat(consignment.unended()).isEqualTo(2);
    }

    @Test
    void a_refusal_for_good_is_the_end() throws Exception {
        answers.add(Answer.results(refused(ProblemCode.BAD_SIGNATURE), accepted(second)));

        courier(1).deliver(List.of(first, second));

        assertThat(first.end().orElseThrow()).isInstanceOf(End.Failed.class);
        assertThat(first.end().toString()).contains("BAD_SIGNATURE");
        assertThat(second.end()).isEmpty();
    }

    @Test
    void what_is_included_already_is_neither_an_end_nor_sent_again() throws Exception {
        answers.add(Answer.results(refused(ProblemCode.ALREADY_INCLUDED), accepted(second)));

        courier(1).deliver(List.of(first, second));

        assertThat(bodies).hasSize(1);
        assertThat(first.end()).isEmpty();
    }

    @Test
    void a_repetition_learns_that_the_transaction_is_final() throws Exception {
        answers.add(Answer.results(
                new SubmissionResult.Accepted(TransactionStatus.of(first.id(), TransactionState.FINAL)),
                new SubmissionResult.Accepted(TransactionStatus.of(second.id(), TransactionState.FAILED))));

        courier(1).deliver(List.of(first, second));

        assertThat(first.end().orElseThrow()).isInstanceOf(End.Applied.class);
        assertThat(second.end().orElseThrow()).isInstanceOf(End.Failed.class);
    }

    private Courier courier(int node) {
        return new Courier(clients, node, consignment, retries);
    }

    private static SubmissionResult accepted(Parcel parcel) {
        return new SubmissionResult.Accepted(TransactionStatus.of(parcel.id(), TransactionState.PENDING));
    }

    private static SubmissionResult refused(ProblemCode code) {
        return new SubmissionResult.Refused(Problem.of(code, "because"));
    }

    private HttpServer serve() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/v1/transactions", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(Bytes.of(exchange.getRequestBody().readAllBytes()));
        Answer answer = answers.remove();
        byte[] body = ApiJson.lenient().writeValueAsString(answer.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Parcel parcel(String purpose) {
        KeyPair key = SIGNATORY.keyOf("payer");
        Transfer transfer = new Transfer(Address.of(key.publicKey()), Amount.ofBaseUnits(1));
        return new Parcel(SIGNATORY.sign(key, purpose, List.of(transfer)));
    }
}
