package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.http.NodeFacade.FinalizedListener;
import org.tallystick.node.http.NodeFacade.Subscription;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/** Tells those who wait, and those who watch, what has become final and durable. Thread-safe. */
final class Finality {
    private static final Logger LOG = LoggerFactory.getLogger(Finality.class);

    private final LedgerReader ledger;
    private final Set<FinalizedListener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<Hash, List<CompletableFuture<StoredTransaction>>> awaited = new ConcurrentHashMap<>();

    Finality(LedgerReader ledger) {
        this.ledger = ledger;
    }

    Subscription subscribe(FinalizedListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Waits until the transaction is final; empty when {@code patience} ran out first. */
    Optional<StoredTransaction> await(Hash transactionId, Duration patience) throws InterruptedException {
        CompletableFuture<StoredTransaction> future = new CompletableFuture<>();
        awaited.merge(transactionId, List.of(future), Finality::concat);
        try {
            // Asked after the future stands, so that a block stored in between is seen by one or the other.
            Optional<StoredTransaction> already = ledger.transaction(transactionId);
            if (already.isPresent()) {
                return already;
            }
            return Optional.of(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException ranOut) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the future never fails", impossible);
        } finally {
            awaited.computeIfPresent(transactionId, (id, waiting) -> without(waiting, future));
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private static <T> @Nullable List<T> without(List<T> all, T one) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest.isEmpty() ? null : rest;
    }

    /** Called by the committer, in order, once the blocks are on disk. */
    void announce(List<FinalBlock> blocks) {
        for (FinalBlock each : blocks) {
            List<StoredTransaction> transactions = storedTransactions(each);
            if (!awaited.isEmpty()) {
                complete(transactions);
            }
            for (FinalizedListener listener : listeners) {
                try {
                    listener.onFinalized(storedBlock(each), transactions);
                } catch (RuntimeException e) {
                    LOG.error("a listener failed on block {}", each.block().height(), e);
                }
            }
        }
    }

    private void complete(List<StoredTransaction> transactions) {
        for (StoredTransaction each : transactions) {
            for (CompletableFuture<StoredTransaction> future :
                    awaited.getOrDefault(each.transaction().id(), List.of())) {
                future.complete(each);
            }
        }
    }

    private static StoredBlock storedBlock(FinalBlock each) {
        Block block = each.block();
        return new StoredBlock(
                block.hash(), block.header(), block.transactions().size(), block.size(), each.finalization());
    }

    private static List<StoredTransaction> storedTransactions(FinalBlock each) {
        Block block = each.block();
        List<StoredTransaction> stored = new ArrayList<>(block.transactions().size());
        for (int i = 0; i < block.transactions().size(); i++) {
            stored.add(new StoredTransaction(
                    block.transactions().get(i),
                    each.receipts().get(i),
                    block.height(),
                    i,
                    block.header().timeMs()));
        }
        return stored;
    }
}
