package org.tallystick.node.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.metrics.Upkeep;
import org.tallystick.node.net.ProtocolViolation;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/** What the HTTP API may ask of the node behind it. Thread-safe. */
public interface NodeFacade {

    Genesis genesis();

    Hash genesisHash();

    LedgerReader ledger();

    /**
     * Checks the transactions and takes those that pass into the mempool, gossiping them; blocks while signatures are
     * verified. Answers in the order of the transactions.
     */
    List<Submission> submit(List<Transaction> transactions);

    /** Waits until the transaction is final or {@code patience} has passed. */
    Optional<StoredTransaction> awaitFinal(Hash transactionId, Duration patience) throws InterruptedException;

    /** The transaction if it waits in the mempool. */
    Optional<Transaction> pending(Hash transactionId);

    NodeStatus status();

    Upkeep upkeep();

    /** Calls {@code listener} for each block that becomes final from now on, on a thread that must not block. */
    Subscription onFinalized(FinalizedListener listener);

    /** Told of final blocks in ascending order of height, after they are durable. */
    @FunctionalInterface
    interface FinalizedListener {
        void onFinalized(StoredBlock block, List<StoredTransaction> transactions);
    }

    /** Ends when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** What became of a submission. */
    sealed interface Submission {

        /** In the mempool now. */
        record Accepted(Hash transactionId) implements Submission {}

        /** The same transaction is already in the mempool. */
        record Pending(Hash transactionId) implements Submission {}

        /** The same transaction is already final. */
        record Final(StoredTransaction transaction) implements Submission {}

        record Refused(Hash transactionId, Refusal refusal) implements Submission {}
    }

    /**
     * A moment's look at the node.
     *
     * @param authorityIndex this node's index among the authorities, or empty for one that only follows
     * @param view the view in which the engine is
     * @param leader index of that view's leader
     * @param nullifiedViews how many views were skipped since the start
     * @param authorities one entry per authority, in order
     * @param checks readiness: the node is ready when all of them pass
     */
    record NodeStatus(
            String nodeName,
            Optional<Integer> authorityIndex,
            long view,
            int leader,
            long nullifiedViews,
            int mempoolTransactions,
            long mempoolBytes,
            List<AuthorityStatus> authorities,
            List<Check> checks) {
        public boolean ready() {
            return checks.stream().allMatch(Check::passed);
        }
    }

    /**
     * One authority as this node sees it.
     *
     * @param lastVoteView the newest view of which a vote of it was seen; 0 when none
     * @param missedTurns its turns as leader in a row that were nullified
     * @param clockOffsetMs how far its clock was ahead of this node's at its newest proposal, negative if behind; empty when
     *     this node saw none
     */
    record AuthorityStatus(
            String name,
            boolean connected,
            long lastVoteView,
            long missedTurns,
            OptionalLong clockOffsetMs,
            Map<ProtocolViolation, Long> misbehaviour) {
        public AuthorityStatus {
            misbehaviour = Map.copyOf(misbehaviour);
        }
    }

    /** One condition of readiness and, when it does not hold, why. */
    record Check(String name, boolean passed, String reason) {}
}
