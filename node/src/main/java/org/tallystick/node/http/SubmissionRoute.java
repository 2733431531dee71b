package org.tallystick.node.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.api.ApiLimits;
import org.tallystick.api.BatchResult;
import org.tallystick.api.Problem;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.limit.FairPool;
import org.tallystick.node.metrics.FinalityTimer;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.StoredTransaction;

/** Takes transactions in, one or a batch, and waits for them to become final if asked to. */
final class SubmissionRoute {
    private static final long DEFAULT_WAIT_MS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SubmissionRoute.class);

    private final NodeFacade node;
    private final Renderer renderer;
    private final Outcomes outcomes;
    private final Json json;
    private final SubmissionReader reader;
    private final Gates gates;
    private final FinalityTimer timer;

    /** What holds submissions back: how many are judged, and how many wait, at the same time; and what their address may send. */
    record Gates(Gate submitting, ClientPool reading, ClientPool waiting, ClientLimits limits) {
        Gates(ApiSettings settings, ClientLimits limits) {
            this(
                    new Gate(settings.maxRequests(), "submissions"),
                    new ClientPool(settings.maxRequests(), "large submissions"),
                    new ClientPool(settings.maxWaiting(), "waiting submissions"),
                    limits);
        }
    }

    SubmissionRoute(NodeFacade node, Renderer renderer, Json json, Gates gates, FinalityTimer timer) {
        this.node = node;
        this.renderer = renderer;
        this.outcomes = new Outcomes(node, renderer);
        this.json = json;
        this.reader = new SubmissionReader(renderer.transactions(), json, gates.reading);
        this.gates = gates;
        this.timer = timer;
    }

    void handle(Context context) throws IOException, InterruptedException {
        Duration patience = patience(context);
        // Not yet inside the gate: a body that comes slowly must not keep others from submitting.
        SubmissionReader.Body body = reader.read(context);
        gates.limits.transactions(context, body.items().size());
        long receivedNanos = System.nanoTime();
        List<SubmissionResult> results;
        gates.submitting.enter();
        try {
            results = submit(body.items(), receivedNanos);
        } finally {
            gates.submitting.leave();
        }
        if (!patience.isZero()) {
            results = await(context, new Awaited(readable(body.items()), results), patience);
        }
        if (body.isBatch()) {
            json.write(context, new BatchResult(results));
        } else {
            answer(context, results.getFirst());
        }
    }

    private static Duration patience(Context context) {
        Optional<String> wait = Parameters.query(context, "wait");
        long timeoutMs = Parameters.number(context, "timeoutMs").orElse(DEFAULT_WAIT_MS);
        if (timeoutMs > ApiLimits.WAIT_MS) {
            throw Parameters.bad("timeoutMs", "is at most " + ApiLimits.WAIT_MS);
        }
        if (wait.isEmpty()) {
            return Duration.ZERO;
        }
        if (!wait.get().equals("final")) {
            throw Parameters.bad("wait", "is final, or left out");
        }
        return Duration.ofMillis(timeoutMs);
    }

    private void answer(Context context, SubmissionResult result) {
        switch (result) {
            case SubmissionResult.Refused(Problem problem) -> json.write(context, problem);
            case SubmissionResult.Accepted(TransactionStatus status) -> {
                context.status(status.state().settled() ? 200 : 202);
                context.header("Location", "/v1/transactions/" + status.id().hex());
                json.write(context, status);
            }
        }
    }

    /** One result per item, those that can't be read included. */
    private List<SubmissionResult> submit(List<SubmissionReader.Item> items, long receivedNanos) {
        List<Transaction> readable = readable(items);
        List<NodeFacade.Submission> submissions = readable.isEmpty() ? List.of() : node.submit(readable);
        List<SubmissionResult> results = new ArrayList<>(items.size());
        int next = 0;
        for (SubmissionReader.Item item : items) {
            results.add(
                    switch (item) {
                        case SubmissionReader.Item.Sound(Transaction transaction) ->
                            result(submissions.get(next++), receivedNanos);
                        case SubmissionReader.Item.Faulty(Problem problem) -> new SubmissionResult.Refused(problem);
                    });
        }
        return results;
    }

    private static List<Transaction> readable(List<SubmissionReader.Item> items) {
        List<Transaction> readable = new ArrayList<>(items.size());
        for (SubmissionReader.Item item : items) {
            if (item instanceof SubmissionReader.Item.Sound(Transaction transaction)) {
                readable.add(transaction);
            }
        }
        return readable;
    }

    private SubmissionResult result(NodeFacade.Submission submission, long receivedNanos) {
        return switch (submission) {
            case NodeFacade.Submission.Accepted(Hash id) -> {
                timer.accepted(id, receivedNanos);
                yield pending(id);
            }
            case NodeFacade.Submission.Pending(Hash id) -> pending(id);
            case NodeFacade.Submission.Final(var stored) -> outcome(stored);
            case NodeFacade.Submission.Refused(Hash id, var refusal) -> {
                gates.limits.refused(refusal.code());
                yield new SubmissionResult.Refused(
                        ProblemCode.problemOf(refusal).ofTransaction(id));
            }
        };
    }

    private static SubmissionResult pending(Hash id) {
        return new SubmissionResult.Accepted(TransactionStatus.of(id, TransactionState.PENDING));
    }

    /** An outcome that can't be read from the ledger now is told as pending: the transaction was taken, and stays so. */
    private SubmissionResult outcome(StoredTransaction stored) {
        try {
            return new SubmissionResult.Accepted(renderer.outcome(stored));
        } catch (StoreException e) {
            LOG.warn("the outcome of {} could not be read", stored.transaction().id(), e);
            return pending(stored.transaction().id());
        }
    }

    /** What was handed in and could be read, with what has been said of it and of the rest. */
    private record Awaited(List<Transaction> readable, List<SubmissionResult> results) {}

    /**
     * Waits for all that are pending, until their outcome is known or patience has run out. From here on the transactions
     * are taken, so nothing that fails may be told as if they were not.
     */
    private List<SubmissionResult> await(Context context, Awaited awaited, Duration patience) {
        Optional<FairPool.Place> place = gates.waiting.tryEnter(context);
        if (place.isEmpty()) {
            return awaited.results;
        }
        List<SubmissionResult> results = new ArrayList<>(awaited.results);
        try (FairPool.Place _ = place.get()) {
            Map<Hash, Transaction> byId = new HashMap<>();
            awaited.readable.forEach(each -> byId.put(each.id(), each));
            long deadline = System.nanoTime() + patience.toNanos();
            for (int i = 0; i < results.size(); i++) {
                Optional<Transaction> waiting = pendingId(results.get(i)).map(byId::get);
                if (waiting.isPresent()) {
                    results.set(i, outcomes.await(waiting.get(), deadline).orElse(results.get(i)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("waiting for finality failed; what was taken is told as pending", e);
        }
        return results;
    }

    private static Optional<Hash> pendingId(SubmissionResult result) {
        return result instanceof SubmissionResult.Accepted(TransactionStatus status)
                        && status.state() == TransactionState.PENDING
                ? Optional.of(status.id())
                : Optional.empty();
    }
}
