package org.tallystick.node.mempool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Mempool.Added;
import org.tallystick.node.mempool.Mempool.Candidate;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.StoredTransaction;

/**
 * Decides which transactions wait for a block. The checks are made in a fixed order: final or waiting already; the rules
 * that need no state; whether there is any room; signatures, so that nobody learns of an account by a transaction that is not
 * its owner's; idempotency key and funds on the newest final state, then beside what waits; the sender's room. Thread-safe.
 */
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final LedgerReader ledger;
    private final BlockExecutor executor;
    private final SignatureChecks signatures;
    private final Mempool mempool;

    public Admission(LedgerReader ledger, BlockExecutor executor, SignatureChecks signatures, Mempool mempool) {
        this.ledger = ledger;
        this.executor = executor;
        this.signatures = signatures;
        this.mempool = mempool;
    }

    /**
     * Checks the transactions and lets those that pass into the mempool; blocks while signatures are verified. Answers in
     * the order of the transactions.
     */
    public List<Submission> submit(List<Transaction> transactions, long nowMs) {
        Hash headBefore = ledger.head().hash();
        Submission[] answers = new Submission[transactions.size()];
        List<Integer> remaining = new ArrayList<>();
        for (int i = 0; i < transactions.size(); i++) {
            Optional<Submission> answer = beforeSignatures(transactions.get(i), nowMs);
            if (answer.isPresent()) {
                answers[i] = answer.get();
            } else {
                remaining.add(i);
            }
        }
        List<Integer> verified = new ArrayList<>();
        List<Optional<Refusal>> refusals =
                signatures.check(remaining.stream().map(transactions::get).toList());
        for (int i = 0; i < remaining.size(); i++) {
            int index = remaining.get(i);
            Transaction transaction = transactions.get(index);
            Optional<Refusal> refusal = refusals.get(i).or(() -> executor.admit(ledger.state(), transaction, nowMs));
            if (refusal.isPresent()) {
                answers[index] = refused(transaction, refusal.get());
            } else {
                verified.add(index);
            }
        }
        List<Candidate> candidates =
                verified.stream().map(transactions::get).map(this::candidate).toList();
        List<Added> added = mempool.add(candidates, nowMs);
        for (int i = 0; i < verified.size(); i++) {
            int index = verified.get(i);
            answers[index] = answer(transactions.get(index), added.get(i));
        }
        try {
            if (!ledger.head().hash().equals(headBefore)) {
                dropFinal(candidates);
            }
        } catch (StoreException e) {
            // They wait, whatever happens to the ledger: no answer may say otherwise.
            LOG.error("final transactions may still wait in the mempool", e);
        }
        return Arrays.asList(answers);
    }

    /** Those that became final while their signatures were verified have missed their removal: nothing else would do it. */
    private void dropFinal(List<Candidate> candidates) {
        mempool.remove(candidates.stream()
                .map(candidate -> candidate.transaction().id())
                .filter(id -> ledger.transaction(id).isPresent())
                .toList());
    }

    /**
     * Checks the signatures of a block's transactions, except of those that wait in the mempool with the same bytes, which
     * were verified when they came. The first refusal, if any.
     */
    public Optional<Refusal> verifySignatures(List<Transaction> transactions) {
        for (Optional<Refusal> refusal : signatures.check(mempool.unknownOf(transactions))) {
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Submission> beforeSignatures(Transaction transaction, long nowMs) {
        if (mempool.get(transaction.id()).isPresent()) {
            return Optional.of(new Submission.Pending(transaction.id()));
        }
        Optional<StoredTransaction> stored = ledger.transaction(transaction.id());
        if (stored.isPresent()) {
            return Optional.of(new Submission.Final(stored.get()));
        }
        return executor.rules()
                .check(transaction, nowMs)
                .or(() -> mempool.full(transaction))
                .map(refusal -> refused(transaction, refusal));
    }

    private Candidate candidate(Transaction transaction) {
        return new Candidate(
                transaction,
                ledger.account(transaction.body().sender())
                        .map(Account::balance)
                        .orElse(Amount.ZERO));
    }

    private static Submission answer(Transaction transaction, Added added) {
        return switch (added) {
            case Added.Accepted accepted -> new Submission.Accepted(transaction.id());
            case Added.Duplicate duplicate -> new Submission.Pending(transaction.id());
            case Added.Refused refused -> refused(transaction, refused.refusal());
        };
    }

    private static Submission refused(Transaction transaction, Refusal refusal) {
        return new Submission.Refused(transaction.id(), refusal);
    }
}
