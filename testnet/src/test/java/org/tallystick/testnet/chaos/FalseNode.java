package org.tallystick.testnet.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.api.ApiJson;
import org.tallystick.api.BlockData;
import org.tallystick.api.HeaderData;
import org.tallystick.api.Inclusion;
import org.tallystick.api.MempoolData;
import org.tallystick.api.Problem;
import org.tallystick.api.StatusData;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/** What speaks like a node and says what the test wants; no node of ours would say most of it. */
final class FalseNode implements AutoCloseable {
    static final Hash GENESIS = Hash.fromHex("9e".repeat(32));

    private final HttpServer server;
    private final TallyClient client;
    private final List<Transaction> submitted = new ArrayList<>();
    private volatile long height = 1;
    private volatile Function<Hash, Object> submission = id -> status(id, TransactionState.PENDING);
    private volatile Function<Hash, TransactionStatus> lookup = id -> status(id, TransactionState.UNKNOWN);

    FalseNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/status", exchange -> answer(exchange, status()));
        server.createContext("/v1/transactions", this::transactions);
        server.start();
        client = new TallyClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    TallyClient client() {
        return client;
    }

    void says(long finalHeight) {
        height = finalHeight;
    }

    /** What it answers to a transaction that is handed in: a {@link TransactionStatus} or a {@link Problem}. */
    void answersSubmissions(Function<Hash, Object> answer) {
        submission = answer;
    }

    void answersQuestions(Function<Hash, TransactionStatus> answer) {
        lookup = answer;
    }

    /** What was handed in, in order. */
    synchronized List<Transaction> submitted() {
        return List.copyOf(submitted);
    }

    static TransactionStatus status(Hash id, TransactionState state) {
        return TransactionStatus.of(id, state);
    }

    static TransactionStatus included(Hash id, Inclusion inclusion) {
        return new TransactionStatus(id, TransactionState.FINAL, Optional.of(inclusion), Optional.empty());
    }

    static Inclusion at(long height, int index) {
        return new Inclusion(Height.of(height), Hash.ZERO, index, height, Amount.ZERO, Optional.empty());
    }

    private void transactions(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            Transaction transaction = BorshReader.decodeAll(
                    exchange.getRequestBody().readAllBytes(), in -> Transaction.decode(in, GENESIS));
            synchronized (this) {
                submitted.add(transaction);
            }
            answer(exchange, submission.apply(transaction.id()));
        } else {
            String path = exchange.getRequestURI().getPath();
            answer(exchange, lookup.apply(Hash.fromHex(path.substring(path.lastIndexOf('/') + 1))));
        }
    }

    private static void answer(HttpExchange exchange, Object answer) {
        int code = answer instanceof Problem problem ? problem.status() : 200;
        String mediaType = answer instanceof Problem ? Problem.MEDIA_TYPE : "application/json";
        byte[] body = ApiJson.lenient().writeValueAsBytes(answer);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", mediaType);
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StatusData status() {
        HeaderData header = new HeaderData(
                BlockHeader.VERSION,
                Epoch.ZERO,
                Height.of(height),
                View.of(height),
                Hash.ZERO,
                1,
                0,
                0,
                0,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO);
        BlockData head = new BlockData(Hash.ZERO, header, Optional.empty(), 0, 100, Optional.empty());
        return new StatusData(
                "false",
                Optional.of(0),
                "test",
                true,
                List.of(),
                head,
                View.of(height),
                0,
                0,
                3,
                0,
                0,
                new MempoolData(0, 0));
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
