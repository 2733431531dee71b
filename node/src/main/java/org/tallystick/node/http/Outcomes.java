package org.tallystick.node.http;

import java.time.Duration;
import java.util.Optional;
import org.tallystick.api.ProblemCode;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.store.StoredTransaction;

/**
 * Waits for what becomes of transactions that were taken: final, or never to be. Those that can't become final any more leave
 * the mempool without a word, so it is looked at now and then.
 */
final class Outcomes {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final NodeFacade node;
    private final Renderer renderer;

    Outcomes(NodeFacade node, Renderer renderer) {
        this.node = node;
        this.renderer = renderer;
    }

    /**
     * What became of a transaction, or empty if that is not known in time.
     *
     * @param deadlineNanos by {@link System#nanoTime}
     */
    Optional<SubmissionResult> await(Transaction transaction, long deadlineNanos) throws InterruptedException {
        while (true) {
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            Optional<StoredTransaction> stored =
                    node.awaitFinal(transaction.id(), Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
            Optional<SubmissionResult> outcome = stored.isPresent()
                    ? stored.map(each -> new SubmissionResult.Accepted(renderer.outcome(each)))
                    : missed(transaction);
            if (outcome.isPresent() || left == 0) {
                return outcome;
            }
        }
    }

    /** Why a transaction never becomes final, once a final block says so. */
    private Optional<SubmissionResult> missed(Transaction transaction) {
        // In this order: a head that is past the validity then speaks for every block that is searched.
        long headTimeMs = node.ledger().head().header().timeMs();
        boolean waits = node.pending(transaction.id()).isPresent();
        boolean expired = headTimeMs > transaction.body().validUntilMs();
        if (waits && !expired) {
            // The usual case, looked at again and again: it costs no read of the ledger.
            return Optional.empty();
        }
        if (node.ledger().transaction(transaction.id()).isPresent()) {
            return Optional.empty();
        }
        if (expired) {
            return Optional.of(
                    new SubmissionResult.Accepted(TransactionStatus.of(transaction.id(), TransactionState.EXPIRED)));
        }
        return conflict(transaction);
    }

    /** Another transaction with its idempotency key is final. */
    private Optional<SubmissionResult> conflict(Transaction transaction) {
        SentKey key =
                new SentKey(transaction.body().sender(), transaction.body().idempotencyKey());
        Optional<Hash> user = node.ledger().state().lastUse(key).map(SentKey.Use::transactionId);
        return user.filter(first -> !first.equals(transaction.id()))
                .map(first -> new SubmissionResult.Refused(ProblemCode.problemOf(Refusal.because(
                                RefusalCode.IDEMPOTENCY_CONFLICT,
                                first,
                                "The idempotency key is that of another transaction, which is final: " + first + "."))
                        .ofTransaction(transaction.id())));
    }
}
