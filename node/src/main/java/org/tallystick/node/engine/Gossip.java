package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.net.PeerMessage;

/**
 * Spreads transactions among the authorities, each of which is linked to all others: who admits a transaction from a client
 * sends it to everyone, and who gets it from a peer keeps it. What still waits after a while is sent again, as a link may
 * have been down. Thread-safe.
 */
final class Gossip implements AutoCloseable {
    /** Batches from peers that may wait to be checked; further ones are dropped, and will be sent again. */
    private static final int MAX_WAITING_BATCHES = 64;

    private static final long REPEAT_AFTER_MS = 3_000;

    private final Admission admission;
    private final Mempool mempool;
    private final InstantSource clock;
    private final Consumer<PeerMessage> broadcast;
    private final ThreadPoolExecutor checker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING_BATCHES),
            Thread.ofPlatform().name("gossip").factory());

    Gossip(Admission admission, Mempool mempool, InstantSource clock, Consumer<PeerMessage> broadcast) {
        this.admission = admission;
        this.mempool = mempool;
        this.clock = clock;
        this.broadcast = broadcast;
    }

    /** Takes what a peer sent; never waits. False when there was no room for it. */
    boolean received(List<Transaction> transactions) {
        try {
            checker.execute(() -> admission.submit(transactions, clock.millis()));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    /** Sends what was admitted here. */
    void spread(List<Transaction> transactions) {
        List<Transaction> batch = new ArrayList<>();
        int bytes = 0;
        for (Transaction each : transactions) {
            if (batch.size() == PeerMessage.Transactions.MAX_COUNT
                    || bytes + each.size() > PeerMessage.Transactions.MAX_BYTES) {
                broadcast.accept(new PeerMessage.Transactions(batch));
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(each);
            bytes += each.size();
        }
        if (!batch.isEmpty()) {
            broadcast.accept(new PeerMessage.Transactions(batch));
        }
    }

    /** Sends the oldest of what has been waiting for long; to be called now and then. */
    void repeat() {
        spread(mempool.waitingSince(clock.millis() - REPEAT_AFTER_MS, PeerMessage.Transactions.MAX_COUNT));
    }

    @Override
    public void close() {
        checker.shutdownNow();
    }
}
