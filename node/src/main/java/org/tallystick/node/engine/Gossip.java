package org.tallystick.node.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;

/**
 * Spreads transactions among the authorities, each of which is linked to all others: who admits a transaction from a client
 * sends it to everyone, and who gets it from a peer keeps it. What still waits after a while is sent again, as a link may
 * have been down. Thread-safe.
 */
final class Gossip implements AutoCloseable {
    private static final Duration TIDY_INTERVAL = Duration.ofSeconds(1);
    private static final long REPEAT_AFTER_MS = 3_000;

    private final Admission admission;
    private final Mempool mempool;
    private final InstantSource clock;
    private final Links links;
    private final Strand strand;

    Gossip(Admission admission, Mempool mempool, Host host, Links links, Consumer<RuntimeException> onFailure) {
        this.admission = admission;
        this.mempool = mempool;
        this.clock = host.clock();
        this.links = links;
        this.strand = host.strand("gossip", 0, onFailure);
    }

    /** Tidies up now and then from now on: what expired leaves the mempool, what waits for long is sent again. */
    void start() {
        strand.schedule(TIDY_INTERVAL, () -> {
            if (mempool.size() > 0) {
                mempool.expire(clock.millis());
                repeat();
            }
            start();
        });
    }

    /** Where {@link #received} is to be called. */
    Strand strand() {
        return strand;
    }

    /** Takes what a peer sent, and tells what came of each. */
    List<Submission> received(List<Transaction> transactions) {
        return admission.submit(transactions, clock.millis());
    }

    /** Sends what was admitted here. */
    void spread(List<Transaction> transactions) {
        List<Transaction> batch = new ArrayList<>();
        int bytes = 0;
        for (Transaction each : transactions) {
            if (batch.size() == PeerMessage.Transactions.MAX_COUNT
                    || bytes + each.size() > PeerMessage.Transactions.MAX_BYTES) {
                links.broadcast(new PeerMessage.Transactions(batch));
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(each);
            bytes += each.size();
        }
        if (!batch.isEmpty()) {
            links.broadcast(new PeerMessage.Transactions(batch));
        }
    }

    private void repeat() {
        spread(mempool.waitingSince(clock.millis() - REPEAT_AFTER_MS, PeerMessage.Transactions.MAX_COUNT));
    }

    @Override
    public void close() {
        strand.close();
    }
}
