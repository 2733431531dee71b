package org.tallystick.wallet.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.AccountData;
import org.tallystick.api.ApiJson;
import org.tallystick.api.Inclusion;
import org.tallystick.api.Page;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.SearchResult;
import org.tallystick.api.TransactionMapper;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import tools.jackson.databind.json.JsonMapper;

/** Serves a {@link SoloLedger} over the part of the HTTP API that the wallet uses, and misbehaves when told to. */
public final class SoloNode implements AutoCloseable {

    /** How the next submission goes wrong. */
    public enum Fault {
        /** It is applied, but the answer never arrives. */
        ANSWER_LOST,
        /** The connection breaks before it is applied. */
        REQUEST_LOST,
        /** The node says that it is not ready. */
        NOT_READY,
        /** The node has no room for it. */
        FULL,
        /** The node fails before it takes it. */
        BROKEN,
        /** It is applied, and then the node says that it is not ready. */
        ADMITTED_THEN_NOT_READY,
        /** It is applied, and then the node fails. */
        ADMITTED_THEN_BROKEN,
        /** The node fails with a code that is of a newer version. */
        NEWER_FAILURE,
        /** It is refused with a code that is of a newer version. */
        NEWER_REFUSAL,
        /** It is applied, and no answer comes for as long as the node lives. */
        SILENT,
        /** It is not applied, and the node says that it is final. */
        LIE_FINAL,
        /** It is not applied, and the node says that it failed. */
        LIE_FAILED,
        /** It is not applied, and the node says that it expired. */
        LIE_EXPIRED,
        /** It is refused with a text that would clear the screen. */
        RUDE,
        /** It is taken, and said to be pending, but never applied. */
        STUCK,
        /** It is refused for want of funds, as by a node that sees them spent but not yet by what. */
        REFUSED,
        /** It was admitted, but another payment was faster. */
        OVERTAKEN
    }

    private final SoloLedger ledger;
    private final TransactionMapper mapper;
    private final HttpServer server;
    private final JsonMapper json = ApiJson.strict();
    private final Set<Hash> stuck = ConcurrentHashMap.newKeySet();
    private final CountDownLatch silent = new CountDownLatch(1);
    private final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();

    private volatile @Nullable ProblemCode proofRefusal;
    private volatile UnaryOperator<String> askedFor = name -> name;
    private volatile UnaryOperator<String> nameProofs = proof -> proof;

    public SoloNode(SoloLedger ledger) throws IOException {
        this.ledger = ledger;
        this.mapper = new TransactionMapper(
                ledger.genesisHash(), new AddressFormat(ledger.genesis().addressPrefix()));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/transactions", this::transactions);
        server.createContext("/v1/accounts", this::accounts);
        server.createContext("/v1/names", this::names);
        server.createContext("/v1/search", this::search);
        server.start();
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Waits until a submission was swallowed by {@link Fault#SILENT}. */
    public void awaitSilence() throws InterruptedException {
        silent.await();
    }

    /** Lets the next submissions go wrong in this order. */
    public void failNext(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Refuses to prove anything from now on. */
    public void provesNothing(ProblemCode code) {
        proofRefusal = code;
    }

    /**
     * Answers questions about names falsely from now on.
     *
     * @param otherName what is proven instead of the name that is asked for
     * @param forgery what is made of the proof
     */
    public void liesAboutNames(UnaryOperator<String> otherName, UnaryOperator<String> forgery) {
        askedFor = otherName;
        nameProofs = forgery;
    }

    private void names(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().split("/", -1)[3];
        answer(exchange, 200, nameProofs.apply(ledger.nameProof(askedFor.apply(name))));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void transactions(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            submit(exchange);
            return;
        }
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
        Hash id = Hash.fromHex(path.get(3));
        if (path.size() == 4) {
            answer(exchange, 200, json.writeValueAsString(ledger.status(id)));
        } else if (proofRefusal != null) {
            refuse(exchange, Problem.of(proofRefusal, "this node can't prove it"));
        } else if (ledger.status(id).state().settled()) {
            answer(exchange, 200, new ProofFiles(ledger.genesis()).write(ledger.proof(id)));
        } else if (stuck.contains(id)) {
            refuse(exchange, Problem.of(ProblemCode.NOT_FINAL, "It is not final yet."));
        } else {
            refuse(exchange, Problem.of(ProblemCode.NOT_FOUND, "No such transaction is known here."));
        }
    }

    private void submit(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Transaction transaction = Transaction.decode(body, ledger.genesisHash());
        @Nullable Fault fault = faults.poll();
        if (fault == Fault.REQUEST_LOST) {
            exchange.close();
            return;
        }
        if (fault == Fault.ADMITTED_THEN_NOT_READY || fault == Fault.ADMITTED_THEN_BROKEN || fault == Fault.SILENT) {
            ledger.submit(transaction);
        }
        if (fault == Fault.SILENT) {
            silent.countDown();
            return;
        }
        Optional<Problem> problem = Optional.ofNullable(fault).flatMap(SoloNode::problem);
        if (problem.isPresent()) {
            refuse(exchange, problem.get());
            return;
        }
        Optional<TransactionState> lie = Optional.ofNullable(fault).flatMap(SoloNode::lie);
        if (lie.isPresent()) {
            Optional<Inclusion> inclusion = Optional.of(lie.get())
                    .filter(state -> state != TransactionState.EXPIRED)
                    .map(state -> new Inclusion(
                            Height.of(1),
                            Hash.ZERO,
                            0,
                            1,
                            Amount.ZERO,
                            state == TransactionState.FAILED
                                    ? Optional.of(new Inclusion.Failure("TOO_POLITE", 0))
                                    : Optional.empty()));
            TransactionStatus status = new TransactionStatus(transaction.id(), lie.get(), inclusion, Optional.empty());
            answer(exchange, 200, json.writeValueAsString(status));
            return;
        }
        if (fault == Fault.STUCK) {
            stuck.add(transaction.id());
            TransactionStatus pending = TransactionStatus.of(transaction.id(), TransactionState.PENDING);
            answer(exchange, 202, json.writeValueAsString(pending));
            return;
        }
        if (fault == Fault.OVERTAKEN) {
            ledger.append(transaction);
        }
        Optional<Refusal> refusal = ledger.submit(transaction);
        if (fault == Fault.ANSWER_LOST) {
            exchange.close();
        } else if (refusal.isPresent()) {
            refuse(exchange, ProblemCode.problemOf(refusal.get()).ofTransaction(transaction.id()));
        } else {
            answer(exchange, 200, json.writeValueAsString(ledger.status(transaction.id())));
        }
    }

    private static Optional<Problem> problem(Fault fault) {
        return switch (fault) {
            case NOT_READY, ADMITTED_THEN_NOT_READY ->
                Optional.of(Problem.of(ProblemCode.NODE_NOT_READY, "The node is starting."));
            case BROKEN, ADMITTED_THEN_BROKEN -> Optional.of(Problem.of(ProblemCode.INTERNAL, "It broke."));
            case FULL -> Optional.of(Problem.of(ProblemCode.MEMPOOL_FULL, "There is no room."));
            case REFUSED -> Optional.of(Problem.of(ProblemCode.INSUFFICIENT_FUNDS, "The balance does not cover it."));
            case RUDE ->
                Optional.of(Problem.of(ProblemCode.FEE_TOO_LOW, "No\u001b[2J\u009b2J\u0085\u202eway\nFinal  1 TLY"));
            case NEWER_FAILURE -> Optional.of(newer(507));
            case NEWER_REFUSAL -> Optional.of(newer(422));
            case ANSWER_LOST, REQUEST_LOST, STUCK, OVERTAKEN, SILENT, LIE_FINAL, LIE_FAILED, LIE_EXPIRED ->
                Optional.empty();
        };
    }

    private static Optional<TransactionState> lie(Fault fault) {
        return switch (fault) {
            case LIE_FINAL -> Optional.of(TransactionState.FINAL);
            case LIE_FAILED -> Optional.of(TransactionState.FAILED);
            case LIE_EXPIRED -> Optional.of(TransactionState.EXPIRED);
            default -> Optional.empty();
        };
    }

    private void search(HttpExchange exchange) throws IOException {
        String prefix = exchange.getRequestURI().getQuery().substring("q=".length());
        List<SearchResult.Match> matches = ledger.transactions().stream()
                .map(each -> each.id().hex())
                .filter(id -> id.startsWith(prefix))
                .map(id -> new SearchResult.Match(SearchResult.Kind.TRANSACTION, id, id, "/v1/transactions/" + id))
                .toList();
        answer(exchange, 200, json.writeValueAsString(new SearchResult(prefix, matches)));
    }

    private static Problem newer(int status) {
        return new Problem(
                "urn:tallystick:problem:TOO_POLITE",
                "Newer",
                status,
                "TOO_POLITE",
                "Payments need a greeting.",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void accounts(HttpExchange exchange) throws IOException {
        List<String> path = List.of(exchange.getRequestURI().getPath().split("/", -1));
        String address = path.get(3);
        if (path.size() == 4) {
            var balance = ledger.balance(mapper.addresses().parse(address));
            answer(
                    exchange,
                    200,
                    json.writeValueAsString(new AccountData(
                            address,
                            balance,
                            true,
                            Optional.empty(),
                            ledger.newest().height())));
        } else {
            List<TransactionStatus> items = ledger.transactions().stream()
                    .map(each -> new TransactionStatus(
                            each.id(),
                            ledger.status(each.id()).state(),
                            ledger.status(each.id()).inclusion(),
                            Optional.of(mapper.toData(each))))
                    .toList();
            answer(exchange, 200, json.writeValueAsString(new Page<>(items, Optional.empty(), Optional.empty())));
        }
    }

    private void refuse(HttpExchange exchange, Problem problem) throws IOException {
        answer(exchange, problem.status(), json.writeValueAsString(problem));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
