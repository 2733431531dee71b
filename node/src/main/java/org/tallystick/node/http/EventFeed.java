package org.tallystick.node.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/**
 * Wakes the subscribers when a block becomes final. They fetch blocks themselves, each at its own pace, from here or from the
 * ledger: no queue grows behind a slow one, and the thread that makes blocks final never waits. Thread-safe.
 */
final class EventFeed implements NodeFacade.FinalizedListener, AutoCloseable {
    private static final int KEPT_TRANSACTIONS = 20_000;
    private static final int KEPT_BLOCKS = 64;

    /** A final block and its transactions. */
    record Entry(StoredBlock block, List<StoredTransaction> transactions) {
        long height() {
            return block.header().height().value();
        }
    }

    private final LedgerReader ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> kept = new ArrayDeque<>();
    private int keptTransactions;
    private long head;
    private boolean closed;

    EventFeed(LedgerReader ledger) {
        this.ledger = ledger;
        this.head = ledger.head().header().height().value();
    }

    @Override
    public void onFinalized(StoredBlock block, List<StoredTransaction> transactions) {
        Entry entry = new Entry(block, transactions);
        lock.lock();
        try {
            head = Math.max(head, entry.height());
            kept.addLast(entry);
            keptTransactions += transactions.size();
            while (kept.size() > KEPT_BLOCKS || keptTransactions > KEPT_TRANSACTIONS) {
                keptTransactions -= kept.removeFirst().transactions().size();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Height of the newest final block. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the block at {@code height} is final; false when {@code patience} has run out or the feed is closed. */
    boolean await(long height, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (head < height && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return head >= height && !closed;
        } finally {
            lock.unlock();
        }
    }

    /** The final block at {@code height}, which {@link #await} has told of. */
    Entry entry(long height) {
        Optional<Entry> recent = recent(height);
        return recent.orElseGet(() -> {
            StoredBlock block = ledger.block(Height.of(height)).orElseThrow();
            return new Entry(block, ledger.transactions(Height.of(height)));
        });
    }

    private Optional<Entry> recent(long height) {
        lock.lock();
        try {
            return kept.stream().filter(entry -> entry.height() == height).findFirst();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets all who wait go. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
