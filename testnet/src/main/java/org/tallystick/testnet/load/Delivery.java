package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.api.client.TallyClient;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.testnet.load.Parcel.End;

/** Sends transactions to all nodes, at a pace, and waits until each is final: exactly once, whichever nodes die. */
final class Delivery {
    private static final long LOOK_MS = 200;

    private final List<TallyClient> nodes;
    private final Pace pace;
    private final Progress progress;
    private final String what;

    /**
     * How a delivery went.
     *
     * @param took from the first sending to the last finality
     * @param applied durations from sending to finality, one per transaction that took effect
     * @param failures why the others did not, or not in time
     * @param retries how many times a transaction was sent again
     */
    record Outcome(Duration took, List<Long> applied, List<String> failures, long retries) {
        Outcome {
            applied = List.copyOf(applied);
            failures = List.copyOf(failures);
        }
    }

    /** @param what is delivered, as the progress calls it */
    Delivery(List<TallyClient> nodes, Pace pace, String what, Progress progress) {
        this.nodes = nodes;
        this.pace = pace;
        this.what = what;
        this.progress = progress;
    }

    /**
     * Delivers all.
     *
     * @param lanes lists whose order is kept: of one list, each batch is taken by a node before the next is sent
     */
    Outcome run(List<List<Transaction>> lanes) throws InterruptedException {
        List<List<Parcel>> parcels = lanes.stream()
                .map(lane -> lane.stream().map(Parcel::new).toList())
                .toList();
        List<Parcel> all = parcels.stream().flatMap(List::stream).toList();
        long start = System.nanoTime();
        Consignment consignment = new Consignment(all, pace.inFlight(), start);
        AtomicLong retries = new AtomicLong();
        long height = height();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> helpers = new ArrayList<>();
            helpers.add(threads.submit(() -> {
                new FinalityFeed(nodes, consignment, height).follow();
                return null;
            }));
            helpers.add(threads.submit(() -> {
                sendAgain(consignment, new Courier(nodes, 0, consignment, retries));
                return null;
            }));
            for (int i = 0; i < parcels.size(); i++) {
                List<Parcel> lane = parcels.get(i);
                Courier courier = new Courier(nodes, i % nodes.size(), consignment, retries);
                helpers.add(threads.submit(() -> {
                    send(lane, courier, consignment);
                    return null;
                }));
            }
            watch(consignment, helpers);
            threads.shutdownNow();
        }
        return outcome(all, Duration.ofNanos(consignment.lastEndNanos() - start), retries.get());
    }

    private void send(List<Parcel> lane, Courier courier, Consignment consignment) throws InterruptedException {
        for (int from = 0; from < lane.size(); from += pace.batch()) {
            List<Parcel> batch = lane.subList(from, Math.min(from + pace.batch(), lane.size()));
            consignment.awaitRoom(batch.size());
            courier.deliver(batch);
        }
    }

    /** What a node took and then died with is lost unless it is sent again. */
    private void sendAgain(Consignment consignment, Courier courier) throws InterruptedException {
        while (!consignment.await(LOOK_MS)) {
            List<Parcel> overdue =
                    consignment.overdue(System.nanoTime() - pace.sendAgain().toNanos());
            if (!overdue.isEmpty()) {
                courier.changeNode();
                courier.deliver(overdue.subList(0, Math.min(overdue.size(), pace.batch())));
            }
        }
    }

    /** Returns when all have ended, or nothing ends any more. */
    private void watch(Consignment consignment, List<Future<Void>> helpers) throws InterruptedException {
        while (!consignment.await(LOOK_MS)) {
            progress.at(what, consignment.size() - consignment.unended(), consignment.size());
            for (Future<Void> helper : helpers) {
                if (helper.state() == Future.State.FAILED) {
                    throw new IllegalStateException("a part of the delivery failed", helper.exceptionNow());
                }
            }
            if (System.nanoTime() - consignment.lastEndNanos() > pace.giveUp().toNanos()) {
                return;
            }
        }
        progress.at(what, consignment.size(), consignment.size());
    }

    /** The height of the first node that answers. */
    private long height() {
        UnreachableException last = null;
        for (TallyClient node : nodes) {
            try {
                return node.status().head().header().height().value();
            } catch (UnreachableException e) {
                last = e;
            }
        }
        throw last != null ? last : new IllegalStateException("there is no node to deliver to");
    }

    private static Outcome outcome(List<Parcel> all, Duration took, long retries) {
        List<Long> applied = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Parcel parcel : all) {
            parcel.finalityNanos().ifPresent(applied::add);
            switch (parcel.end().orElse(new End.Failed("it is not final"))) {
                case End.Applied done -> {}
                case End.Failed(String why) -> failures.add(parcel.id() + ": " + why);
            }
        }
        return new Outcome(took, applied, failures, retries);
    }
}
