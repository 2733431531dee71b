package org.tallystick.wallet.payment;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.Problem;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.terminal.Printable;

/**
 * Hands one signed transaction in until its fate is known. The same bytes are sent again, to the same node or another, as
 * often as need be: the network applies them once, because of the idempotency key in them.
 */
public final class Delivery {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Nodes nodes;
    private final Transaction transaction;
    private final Consumer<String> progress;
    private final Set<String> told = new HashSet<>();

    /** Whether some node may have it: from then on a refusal by another node proves nothing. */
    private boolean handedIn;

    private @Nullable ApiException lastRefusal;
    private @Nullable UnreachableException lastSilence;

    /** @param progress told why it is tried again, each reason once */
    public Delivery(Nodes nodes, Transaction transaction, Consumer<String> progress) {
        this.nodes = nodes;
        this.transaction = transaction;
        this.progress = progress;
    }

    /**
     * Delivers and waits.
     *
     * @param untilFinal whether to wait until the outcome is settled, or only until a node has accepted it
     * @param patience how long to go on trying
     * @return a settled status, or one that is accepted where no more was asked for; empty when the outcome is unknown
     * @throws ApiException if it was refused and no node can have it
     * @throws UnreachableException if no node was reached at all
     */
    public Optional<TransactionStatus> deliver(boolean untilFinal, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 0; ; attempt++) {
            long left = deadline - System.nanoTime();
            Optional<TransactionStatus> status =
                    attempt(nodes.client(attempt % nodes.size()), untilFinal, Duration.ofNanos(Math.max(0, left)));
            if (status.isPresent()) {
                return status;
            }
            if (System.nanoTime() >= deadline) {
                break;
            }
            if ((attempt + 1) % nodes.size() == 0) {
                Thread.sleep(pause);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
        if (handedIn) {
            return Optional.empty();
        }
        // What a node said tells more than that another is away.
        throw lastRefusal != null ? lastRefusal : Objects.requireNonNull(lastSilence);
    }

    private Optional<TransactionStatus> attempt(TallyClient node, boolean untilFinal, Duration left) {
        Duration wait = shorter(left, LONGEST_WAIT);
        try {
            TransactionStatus status = untilFinal ? node.submitAndWait(transaction, wait) : node.submit(transaction);
            handedIn = true;
            return isSettled(status) || !untilFinal ? Optional.of(status) : Optional.empty();
        } catch (UnreachableException e) {
            handedIn |= mayHaveArrived(e);
            lastSilence = e;
            tell(Printable.line(String.valueOf(e.getMessage())) + "; trying again with the same transaction.");
            return Optional.empty();
        } catch (ApiException e) {
            lastRefusal = e;
            // A node that fails may have admitted it before: only what it refuses for a reason is refused.
            handedIn |= e.problem().status() >= 500;
            if (isPassing(e.problem())) {
                tell(node.base() + ": " + Printable.line(e.problem().detail())
                        + " Trying again with the same transaction.");
                return Optional.empty();
            }
            if (!handedIn) {
                throw e;
            }
            return settledAt(node);
        }
    }

    /** What the node knows of an earlier attempt that may have arrived. */
    private Optional<TransactionStatus> settledAt(TallyClient node) {
        try {
            TransactionStatus status =
                    node.transaction(transaction.id(), transaction.body().validUntilMs());
            return Optional.of(status).filter(this::isSettled);
        } catch (ClientException e) {
            tell(Printable.line(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** That it can't be applied any more is believed of no node before our own clock says so: the payer would pay anew. */
    private boolean isSettled(TransactionStatus status) {
        return status.state().settled()
                && (status.state() != TransactionState.EXPIRED
                        || System.currentTimeMillis() > transaction.body().validUntilMs());
    }

    private void tell(String reason) {
        if (told.add(reason)) {
            progress.accept(reason);
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Refusals that say nothing about the transaction. */
    private static boolean isPassing(Problem problem) {
        return problem.status() == 429 || problem.status() >= 500;
    }

    private static boolean mayHaveArrived(UnreachableException e) {
        return !(e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException);
    }
}
