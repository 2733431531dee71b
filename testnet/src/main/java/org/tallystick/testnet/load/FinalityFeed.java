package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.LedgerEvent;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.EventQuery;
import org.tallystick.api.client.EventStream;
import org.tallystick.api.client.TallyClient;

/**
 * Hears of every final transaction from one node, and from the next one, at the place where it left off, when that node
 * goes away. Used by one thread, until it is interrupted.
 */
final class FinalityFeed {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final List<TallyClient> nodes;
    private final Consignment consignment;
    private String after;

    /** @param height from where on to listen: blocks above it */
    FinalityFeed(List<TallyClient> nodes, Consignment consignment, long height) {
        this.nodes = nodes;
        this.consignment = consignment;
        this.after = Long.toString(height);
    }

    void follow() throws InterruptedException {
        for (int node = 0; !Thread.currentThread().isInterrupted(); node = (node + 1) % nodes.size()) {
            EventQuery query = EventQuery.ledger()
                    .only(EventQuery.Type.TRANSACTION)
                    .after(after)
                    .withPatience(PATIENCE);
            try (EventStream events = nodes.get(node).events(query)) {
                follow(events);
            } catch (ClientException e) {
                Thread.sleep(PATIENCE.dividedBy(nodes.size()));
            }
        }
    }

    private void follow(EventStream events) throws InterruptedException {
        while (true) {
            Optional<LedgerEvent.Received> event = events.next();
            if (event.isEmpty()) {
                return;
            }
            hear(event.get());
        }
    }

    private void hear(LedgerEvent.Received received) {
        long now = System.nanoTime();
        switch (received.event()) {
            case LedgerEvent.TransactionFinal(var status) ->
                Ends.of(status, now).ifPresent(end -> consignment.ended(status.id(), end, now));
            case LedgerEvent.BlockFinal block -> {}
            case LedgerEvent.Status status -> {}
        }
        received.id().ifPresent(id -> after = id);
    }
}
