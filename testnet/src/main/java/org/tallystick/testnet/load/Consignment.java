package org.tallystick.testnet.load;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.testnet.load.Parcel.End;

/** All parcels of one delivery, and how many of them may be on their way at once. Thread-safe. */
final class Consignment {
    private final Map<Hash, Parcel> parcels = new HashMap<>();
    private final Semaphore window;
    private final CountDownLatch open;
    private final AtomicLong lastEndNanos = new AtomicLong();

    /**
     * @param inFlight how many may be sent and not ended at any time
     * @param nowNanos from when on to wait for progress
     */
    Consignment(Collection<Parcel> all, int inFlight, long nowNanos) {
        all.forEach(parcel -> parcels.put(parcel.id(), parcel));
        this.window = new Semaphore(inFlight);
        this.open = new CountDownLatch(parcels.size());
        this.lastEndNanos.set(nowNanos);
    }

    /** Waits until {@code count} more may be sent. */
    void awaitRoom(int count) throws InterruptedException {
        window.acquire(count);
    }

    /** Notes how a transaction ended; one that is not of this delivery, or has ended before, is ignored. */
    void ended(Hash id, End how, long nowNanos) {
        Parcel parcel = parcels.get(id);
        if (parcel != null && parcel.ended(how)) {
            lastEndNanos.set(nowNanos);
            window.release();
            open.countDown();
        }
    }

    /** Those sent before {@code beforeNanos}, and not since, that have not ended. */
    List<Parcel> overdue(long beforeNanos) {
        List<Parcel> overdue = new ArrayList<>();
        for (Parcel parcel : parcels.values()) {
            if (parcel.overdue(beforeNanos)) {
                overdue.add(parcel);
            }
        }
        return overdue;
    }

    /** Waits a while for all to end; returns whether they have. */
    boolean await(long millis) throws InterruptedException {
        return open.await(millis, TimeUnit.MILLISECONDS);
    }

    long unended() {
        return open.getCount();
    }

    int size() {
        return parcels.size();
    }

    /** When one ended last. */
    long lastEndNanos() {
        return lastEndNanos.get();
    }

    Collection<Parcel> parcels() {
        return parcels.values();
    }
}
