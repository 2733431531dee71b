package org.tallystick.node.mempool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.transaction.Refusal;
import org.tallystick.ledger.transaction.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * Verified transactions that wait for a block, in order of arrival. Bounded by refusing what does not fit: nothing that
 * was let in is ever pushed out by what comes later. A sender's pending transactions never sum up to more than the sender
 * had when the last of them came. Thread-safe: one lock, never held while anything else is called.
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
        /** Some seconds of the highest rate; one sender cannot take it all. */
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

    private record Sender(int count, Amount debit) {
        static final Sender NONE = new Sender(0, Amount.ZERO);
    }

    private final Limits limits;
    private final List<Runnable> arrivalListeners = new CopyOnWriteArrayList<>();

    private final LinkedHashMap<Hash, Entry> entries = new LinkedHashMap<>();
    private final Map<SentKey, Hash> sentKeys = new HashMap<>();
    private final Map<Address, Sender> senders = new HashMap<>();
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
        Entry entry = new Entry(transaction, sentKey(transaction), Debit.of(transaction), nowMs);
        Address sender = transaction.body().sender();
        Sender before = senders.getOrDefault(sender, Sender.NONE);
        entries.put(transaction.id(), entry);
        sentKeys.put(entry.sentKey, transaction.id());
        senders.put(sender, new Sender(before.count + 1, before.debit.plus(entry.debit)));
        bytes += transaction.size();
        return new Added.Accepted();
    }

    /** Why {@link #add} would refuse the candidate now, asked before the work of verifying it is done. */
    public synchronized Optional<Refusal> refusal(Candidate candidate) {
        Transaction transaction = candidate.transaction();
        @Nullable Hash first = sentKeys.get(sentKey(transaction));
        if (first != null && !first.equals(transaction.id())) {
            return Optional.of(Refusal.because(
                    RefusalCode.IDEMPOTENCY_CONFLICT,
                    first,
                    "The idempotency key is that of another transaction that waits, " + first + "."));
        }
        Sender sender = senders.getOrDefault(transaction.body().sender(), Sender.NONE);
        Amount debit = Debit.of(transaction);
        // Subtraction, as the sum of the two may be above 2^63.
        if (candidate.balance.isLessThan(sender.debit)
                || candidate.balance.minus(sender.debit).isLessThan(debit)) {
            return Optional.of(Refusal.of(
                    RefusalCode.INSUFFICIENT_FUNDS,
                    "The sender has " + candidate.balance + ", of which waiting transactions take " + sender.debit
                            + "; this one takes " + debit + "."));
        }
        if (sender.count >= limits.maxPerSender) {
            return full("The sender has " + sender.count + " transactions waiting, which is the limit.");
        }
        if (entries.size() >= limits.maxTransactions || bytes + transaction.size() > limits.maxBytes) {
            return full("There are " + entries.size() + " transactions of " + bytes
                    + " bytes waiting, which is the limit.");
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
     * What to make a block of: the oldest transactions, in order of arrival.
     *
     * @param excluded ids of those that stand in blocks that are not final yet
     */
    public synchronized List<Transaction> oldest(int maxCount, long maxBytes, Set<Hash> excluded) {
        List<Transaction> chosen = new ArrayList<>();
        long left = maxBytes;
        for (Map.Entry<Hash, Entry> each : entries.entrySet()) {
            Transaction transaction = each.getValue().transaction;
            if (chosen.size() == maxCount || transaction.size() > left) {
                break;
            }
            if (!excluded.contains(each.getKey())) {
                chosen.add(transaction);
                left -= transaction.size();
            }
        }
        return chosen;
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
        senders.computeIfPresent(
                entry.sentKey.sender(),
                (sender, sum) -> sum.count == 1 ? null : new Sender(sum.count - 1, sum.debit.minus(entry.debit)));
    }

    /** What the waiting transactions of {@code sender} may take in all, fees included. */
    public synchronized Amount pendingDebit(Address sender) {
        return senders.getOrDefault(sender, Sender.NONE).debit;
    }

    /** How long the oldest one has been waiting, in milliseconds; empty when none waits. */
    public synchronized OptionalLong oldestAgeMs(long nowMs) {
        return entries.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(nowMs - entries.firstEntry().getValue().arrivedMs);
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
