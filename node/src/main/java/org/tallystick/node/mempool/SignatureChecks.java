package org.tallystick.node.mempool;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.TransactionRules;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;

/**
 * Checks authorizations of many transactions at once, on a few threads of its own and on the asking one. Thread-safe:
 * whoever asks does its own work, so that it waits for nobody else's.
 */
public final class SignatureChecks implements AutoCloseable {
    /** Below this, waking another thread costs about as much as it saves. */
    private static final int WORTH_A_HELPER = 4;

    private final TransactionRules rules;
    private final Verifier verifier;
    private final int helpers;
    private final ExecutorService executor;

    /** @param helpers number of threads beside the asking one, 0 or more */
    public SignatureChecks(TransactionRules rules, Verifier verifier, int helpers) {
        this.rules = rules;
        this.verifier = verifier;
        this.helpers = helpers;
        this.executor = Executors.newFixedThreadPool(
                Math.max(1, helpers),
                Thread.ofPlatform().daemon().name("signatures-", 0).factory());
    }

    /** One answer per transaction, in order: why it is not authorized, or empty when it is. */
    public List<Optional<Refusal>> check(List<Transaction> transactions) {
        Job job = new Job(transactions);
        int wanted = Math.min(helpers, transactions.size() / WORTH_A_HELPER);
        for (int i = 0; i < wanted; i++) {
            executor.execute(job);
        }
        job.run();
        return job.results();
    }

    /** A list of transactions, worked off by whichever threads have time. */
    private final class Job implements Runnable {
        private final List<Transaction> transactions;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<Optional<Refusal>> results;
        private final CountDownLatch left;

        Job(List<Transaction> transactions) {
            this.transactions = transactions;
            this.results = new AtomicReferenceArray<>(transactions.size());
            this.left = new CountDownLatch(transactions.size());
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < transactions.size(); i = next.getAndIncrement()) {
                try {
                    results.set(i, rules.checkAuthorizations(transactions.get(i), verifier));
                } finally {
                    left.countDown();
                }
            }
        }

        List<Optional<Refusal>> results() {
            awaitOthers();
            return java.util.stream.IntStream.range(0, transactions.size())
                    .mapToObj(results::get)
                    .toList();
        }

        /** At most one signature per helper is still being checked, so an interrupt can wait as well. */
        private void awaitOthers() {
            boolean interrupted = false;
            while (true) {
                try {
                    left.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
