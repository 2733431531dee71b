package org.tallystick.node.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Takes transactions in, one or a batch, and waits for them to become final if asked to. */
final class SubmissionRoute {
    private static final long DEFAULT_WAIT_MS = 10_000;

    private final NodeFacade node;
    private final Renderer renderer;
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
        List<SubmissionResult> results;
        gates.submitting.enter();
        try {
            results = submit(body.items());
        } finally {
            gates.submitting.leave();
        }
        if (!patience.isZero()) {
            results = await(context, results, patience);
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
    private List<SubmissionResult> submit(List<SubmissionReader.Item> items) {
        List<Transaction> readable = new ArrayList<>(items.size());
        for (SubmissionReader.Item item : items) {
            if (item instanceof SubmissionReader.Item.Sound(Transaction transaction)) {
                readable.add(transaction);
            }
        }
        timer.submitted(readable);
        List<NodeFacade.Submission> submissions = readable.isEmpty() ? List.of() : node.submit(readable);
        List<SubmissionResult> results = new ArrayList<>(items.size());
        int next = 0;
        for (SubmissionReader.Item item : items) {
            results.add(
                    switch (item) {
                        case SubmissionReader.Item.Sound(Transaction transaction) -> result(submissions.get(next++));
                        case SubmissionReader.Item.Faulty(Problem problem) -> new SubmissionResult.Refused(problem);
                    });
        }
        return results;
    }

    private SubmissionResult result(NodeFacade.Submission submission) {
        return switch (submission) {
            case NodeFacade.Submission.Accepted(Hash id) -> pending(id);
            case NodeFacade.Submission.Pending(Hash id) -> pending(id);
            case NodeFacade.Submission.Final(var stored) -> new SubmissionResult.Accepted(renderer.outcome(stored));
            case NodeFacade.Submission.Refused(Hash id, var refusal) -> {
                timer.refused(id);
                gates.limits.refused(refusal.code());
                yield new SubmissionResult.Refused(
                        ProblemCode.problemOf(refusal).ofTransaction(id));
            }
        };
    }

    private static SubmissionResult pending(Hash id) {
        return new SubmissionResult.Accepted(TransactionStatus.of(id, TransactionState.PENDING));
    }

    /** Waits for all that are pending, until they are final or patience has run out. */
    private List<SubmissionResult> await(Context context, List<SubmissionResult> results, Duration patience)
            throws InterruptedException {
        Optional<FairPool.Place> place = gates.waiting.tryEnter(context);
        if (place.isEmpty()) {
            return results;
        }
        try (FairPool.Place _ = place.get()) {
            long deadline = System.nanoTime() + patience.toNanos();
            List<SubmissionResult> awaited = new ArrayList<>(results.size());
            for (SubmissionResult result : results) {
                awaited.add(await(result, Math.max(0, deadline - System.nanoTime())));
            }
            return awaited;
        }
    }

    private SubmissionResult await(SubmissionResult result, long nanos) throws InterruptedException {
        if (result instanceof SubmissionResult.Accepted(TransactionStatus status)
                && status.state() == TransactionState.PENDING) {
            return node.awaitFinal(status.id(), Duration.ofNanos(nanos))
                    .<SubmissionResult>map(stored -> new SubmissionResult.Accepted(renderer.outcome(stored)))
                    .orElse(result);
        }
        return result;
    }
}
