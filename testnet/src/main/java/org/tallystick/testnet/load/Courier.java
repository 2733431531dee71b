package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.api.Problem;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.testnet.load.Parcel.End;

/**
 * Hands batches to nodes until a node has taken every transaction or refused it for good. What is not taken is sent again
 * as the same bytes, to another node if the first does not answer: the idempotency key sees to it that nothing pays twice.
 * Used by one thread.
 */
final class Courier {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final List<TallyClient> nodes;
    private final Consignment consignment;
    private final AtomicLong retries;
    private int node;

    /**
     * @param node index of the node to begin with; a courier stays with a node until it does not answer
     * @param retries counts the transactions that had to be sent again
     */
    Courier(List<TallyClient> nodes, int node, Consignment consignment, AtomicLong retries) {
        this.nodes = nodes;
        this.node = node;
        this.consignment = consignment;
        this.retries = retries;
    }

    /** Returns when all are taken or refused for good; early when the thread is interrupted. */
    void deliver(List<Parcel> batch) throws InterruptedException {
        List<Parcel> left = batch;
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            left = attempt(left);
            if (left.isEmpty()) {
                return;
            }
            retries.addAndGet(left.size());
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** From now on another node comes first. */
    void changeNode() {
        node = (node + 1) % nodes.size();
    }

    /** Returns what is to be sent again. */
    private List<Parcel> attempt(List<Parcel> batch) {
        long now = System.nanoTime();
        batch.forEach(parcel -> parcel.sent(now));
        try {
            List<SubmissionResult> results = nodes.get(node)
                    .submit(batch.stream().map(Parcel::transaction).toList());
            List<Parcel> again = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                if (!settle(batch.get(i), results.get(i))) {
                    again.add(batch.get(i));
                }
            }
            return again;
        } catch (UnreachableException e) {
            changeNode();
            return batch;
        } catch (ApiException e) {
            if (!e.problem().retryable()) {
                batch.forEach(parcel -> refused(parcel, e.problem()));
                return List.of();
            }
            return batch;
        }
    }

    /** Returns whether the node has the transaction, or it has ended. */
    private boolean settle(Parcel parcel, SubmissionResult result) {
        return switch (result) {
            case SubmissionResult.Accepted(TransactionStatus status) -> {
                Ends.of(status, System.nanoTime())
                        .ifPresent(end -> consignment.ended(parcel.id(), end, System.nanoTime()));
                yield true;
            }
            case SubmissionResult.Refused(Problem problem) -> {
                if (problem.retryable()) {
                    yield false;
                }
                // Included already: an earlier sending got through, and its finality is told like any other's.
                if (!problem.code().equals(RefusalCode.ALREADY_INCLUDED.name())) {
                    refused(parcel, problem);
                }
                yield true;
            }
        };
    }

    private void refused(Parcel parcel, Problem problem) {
        consignment.ended(parcel.id(), new End.Failed(problem.code() + ": " + problem.detail()), System.nanoTime());
    }
}
