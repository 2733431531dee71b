package org.tallystick.node.mempool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * Verified transactions that wait for a block. Bounded by refusing what does not fit: nothing that was let in is ever
 * pushed out by what comes later. A sender's pending transactions never sum up to more than the sender had when the last
 * of them came. Senders share the room and the blocks: one alone may wait with as much as it leaves free, and blocks are
 * filled from each sender in turn. Thread-safe: one lock, never held while anything else is called.
 */
public final class Mempool {

    /**
     * Bounds of the pool.
     *
     * @param maxTransactions in all
     * @param maxBytes of their encodings, in all
     * @param maxPerSender transactions of one sender
     */
    public record Limits(int maxTransactions, long maxBytes, int maxPerSender) {
        /** Some seconds of the highest rate. */
        public static final Limits DEFAULT = new Limits(20_000, 32L * 1024 * 1024, 10_000);
    }

    /**
     * A transaction whose signatures are verified.
     *
     * @param balance what its sender has in the newest final state
     */
    public record Candidate(Transaction transaction, Amount balance) {}

    /** What became of a candidate. */
    public sealed interface Added {
        /** It waits now. */
        record Accepted() implements Added {}

        /** It, or the same body with another signature, was waiting already. */
        record Duplicate() implements Added {}

        record Refused(Refusal refusal) implements Added {}
    }

    private record Entry(Transaction transaction, SentKey sentKey, Amount debit, long arrivedMs) {}

    private final Limits limits;
    private final List<Runnable> arrivalListeners = new CopyOnWriteArrayList<>();

    private final LinkedHashMap<Hash, Entry> entries = new LinkedHashMap<>();
    private final Map<SentKey, Hash> sentKeys = new HashMap<>();

    /** In the order of their turns: whoever had a transaction taken out goes to the end. */
    private final LinkedHashMap<Address, SenderQueue> senders = new LinkedHashMap<>();

    private long bytes;

    public Mempool(Limits limits) {
        this.limits = limits;
    }

    /**
     * Calls {@code listener} after transactions were added, once per {@link #add} whatever their number, on the adding
     * thread; it must not block. It is also called when others were waiting already, as those may all stand in blocks that
     * are not final yet.
     */
    public void onArrival(Runnable listener) {
        arrivalListeners.add(listener);
    }

    /** Lets in those candidates that fit, one after the other; answers in their order. */
    public List<Added> add(List<Candidate> candidates, long nowMs) {
        List<Added> results = new ArrayList<>(candidates.size());
        int sizeBefore;
        int sizeAfter;
        synchronized (this) {
            sizeBefore = entries.size();
            candidates.forEach(candidate -> results.add(add(candidate, nowMs)));
            sizeAfter = entries.size();
        }
        if (sizeAfter > sizeBefore) {
            arrivalListeners.forEach(Runnable::run);
        }
        return results;
    }

    private Added add(Candidate candidate, long nowMs) {
        Transaction transaction = candidate.transaction();
        if (entries.containsKey(transaction.id())) {
            return new Added.Duplicate();
        }
        Optional<Refusal> refusal = refusal(candidate);
        if (refusal.isPresent()) {
            return new Added.Refused(refusal.get());
        }
        Entry entry =
                new Entry(transaction, sentKey(transaction), transaction.body().debit(), nowMs);
        entries.put(transaction.id(), entry);
        sentKeys.put(entry.sentKey, transaction.id());
        senders.computeIfAbsent(transaction.body().sender(), each -> new SenderQueue())
                .add(transaction, entry.debit);
        bytes += transaction.size();
        return new Added.Accepted();
    }

    /**
     * Whether there is no room for the transaction, asked before the work of verifying it is done. Who asks may not be the
     * sender, so the answer tells neither what the sender has nor how much of its own waits.
     */
    public synchronized Optional<Refusal> full(Transaction transaction) {
        return room(transaction, senders.getOrDefault(transaction.body().sender(), SenderQueue.NONE));
    }

    private Optional<Refusal> refusal(Candidate candidate) {
        Transaction transaction = candidate.transaction();
        @Nullable Hash first = sentKeys.get(sentKey(transaction));
        if (first != null && !first.equals(transaction.id())) {
            return Optional.of(Refusal.because(
                    RefusalCode.IDEMPOTENCY_CONFLICT,
                    first,
                    "The idempotency key is that of another transaction that waits, " + first + "."));
        }
        SenderQueue sender = senders.getOrDefault(transaction.body().sender(), SenderQueue.NONE);
        Amount debit = transaction.body().debit();
        // Subtraction, as the sum of the two may be above 2^63.
        if (candidate.balance.isLessThan(sender.debit())
                || candidate.balance.minus(sender.debit()).isLessThan(debit)) {
            return Optional.of(Refusal.of(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "The sender has " + candidate.balance + ", of which waiting transactions take " + sender.debit()
                            + "; this one takes " + debit + "."));
        }
        return room(transaction, sender);
    }

    /**
     * Whoever has nothing waiting is let in while there is any room. Others may not wait with more than is still free, so
     * that {@code k} senders who want all of the pool get {@code 1/(k+1)} of it each, and leave as much to those who come
     * next (the dynamic threshold of Choudhury and Hahne, 1998, with the factor 1).
     */
    private Optional<Refusal> room(Transaction transaction, SenderQueue sender) {
        int freeTransactions = limits.maxTransactions - entries.size();
        long freeBytes = limits.maxBytes - bytes;
        if (freeTransactions < 1 || freeBytes < transaction.size()) {
            return full("There are " + entries.size() + " transactions of " + bytes
                    + " bytes waiting, which is the limit.");
        }
        if (sender.count() >= Math.min(limits.maxPerSender, freeTransactions)
                || sender.bytes() + transaction.size() > freeBytes) {
            return full("The sender has its share of transactions waiting.");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> full(String detail) {
        return Optional.of(Refusal.of(RefusalCode.MEMPOOL_FULL, detail + " Send it again a little later."));
    }

    public synchronized Optional<Transaction> get(Hash id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::transaction);
    }

    /** Those of {@code transactions} that do not wait here with the very same bytes, signatures included. */
    public synchronized List<Transaction> unknownOf(List<Transaction> transactions) {
        List<Transaction> unknown = new ArrayList<>();
        for (Transaction each : transactions) {
            @Nullable Entry entry = entries.get(each.id());
            if (entry == null || !entry.transaction.equals(each)) {
                unknown.add(each);
            }
        }
        return unknown;
    }

    /**
     * What to make a block of: from each sender in turn one transaction, until the block is full. Those of one sender stay
     * in order of arrival. A sender whose transactions stand in blocks that are not final yet has had its turn with them.
     *
     * @param excluded ids of those that stand in blocks that are not final yet
     */
    public synchronized List<Transaction> next(int maxCount, long maxBytes, Set<Hash> excluded) {
        List<Transaction> chosen = new ArrayList<>();
        long left = maxBytes;
        Queue<Iterator<Transaction>> turns = new ArrayDeque<>(senders.size());
        senders.values().forEach(sender -> turns.add(sender.inOrder()));
        while (!turns.isEmpty() && chosen.size() < maxCount) {
            Iterator<Transaction> turn = turns.remove();
            Transaction transaction = turn.next();
            if (!excluded.contains(transaction.id())) {
                if (transaction.size() > left) {
                    break;
                }
                chosen.add(transaction);
                left -= transaction.size();
            }
            if (turn.hasNext()) {
                turns.add(turn);
            }
        }
        return chosen;
    }

    /** Whether any but the {@code excluded} wait. */
    public synchronized boolean hasNext(Set<Hash> excluded) {
        return entries.size() > excluded.size() || !excluded.containsAll(entries.keySet());
    }

    /** Drops transactions that are final now; those not here are passed over. */
    public synchronized void remove(Collection<Hash> ids) {
        ids.forEach(this::remove);
    }

    /** Drops those that no block with a time after {@code nowMs} can contain, and returns them. Looks at every one. */
    public synchronized List<Transaction> expire(long nowMs) {
        List<Transaction> expired = entries.values().stream()
                .map(Entry::transaction)
                .filter(each -> each.body().validUntilMs() < nowMs)
                .toList();
        expired.forEach(each -> remove(each.id()));
        return expired;
    }

    private void remove(Hash id) {
        @Nullable Entry entry = entries.remove(id);
        if (entry == null) {
            return;
        }
        sentKeys.remove(entry.sentKey);
        bytes -= entry.transaction.size();
        Address address = entry.sentKey.sender();
        @Nullable SenderQueue sender = senders.remove(address);
        if (sender != null) {
            sender.remove(entry.transaction, entry.debit);
            if (sender.count() > 0) {
                senders.put(address, sender);
            }
        }
    }

    /** The oldest of those that came before {@code timeMs}, at most {@code maxCount}: what to gossip again. */
    public synchronized List<Transaction> waitingSince(long timeMs, int maxCount) {
        List<Transaction> waiting = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.arrivedMs >= timeMs || waiting.size() == maxCount) {
                break;
            }
            waiting.add(entry.transaction);
        }
        return waiting;
    }

    /** Number of waiting transactions. */
    public synchronized int size() {
        return entries.size();
    }

    /** Sum of their encoded sizes. */
    public synchronized long bytes() {
        return bytes;
    }

    private static SentKey sentKey(Transaction transaction) {
        return new SentKey(transaction.body().sender(), transaction.body().idempotencyKey());
    }
}
