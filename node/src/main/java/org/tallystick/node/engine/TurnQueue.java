package org.tallystick.node.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What waits of each peer, served in turn: each round gives every peer {@value #QUANTUM} checks, and whoever has any left is
 * served and pays what the service took (surplus round robin). One that took much waits until the others have had as much, so
 * a peer can't slow down what others sent, whatever it sends itself. Not thread-safe.
 *
 * @param <T> what waits
 */
final class TurnQueue<T> {
    /** Of one round: about the certificates of one view. */
    static final int QUANTUM = 16;

    private final Bounds bounds;
    private final List<Share<T>> shares;
    private int turn;
    private int waiting;

    /**
     * How much of one peer may wait; a single message always may.
     *
     * @param checks what working on it takes at most
     * @param bytes what it takes in memory
     */
    record Bounds(int checks, int bytes) {}

    /** Something whose turn has come. */
    record Turned<T>(int peer, Toll toll, T item) {}

    private static final class Share<T> {
        final Deque<Turned<T>> items = new ArrayDeque<>();
        long checks;
        long bytes;
        long credit;
    }

    TurnQueue(int peers, Bounds bounds) {
        this.bounds = bounds;
        this.shares = IntStream.range(0, peers).mapToObj(each -> new Share<T>()).toList();
    }

    /**
     * False where too much of that peer waits already. The newest is refused and not the oldest: what was sent first explains
     * what comes after it, and an honest peer says again what was lost.
     */
    boolean offer(int peer, Toll toll, T item) {
        Share<T> share = shares.get(peer);
        if (!share.items.isEmpty()
                && (share.checks + toll.checks() > bounds.checks || share.bytes + toll.bytes() > bounds.bytes)) {
            return false;
        }
        share.items.add(new Turned<>(peer, toll, item));
        share.checks += toll.checks();
        share.bytes += toll.bytes();
        waiting++;
        return true;
    }

    /** The next whose turn it is; it is to be paid for before the one after it is taken. */
    Optional<Turned<T>> next() {
        if (waiting == 0) {
            return Optional.empty();
        }
        while (true) {
            for (int i = 0; i < shares.size(); i++) {
                Share<T> share = shares.get((turn + i) % shares.size());
                if (share.credit > 0 && !share.items.isEmpty()) {
                    turn = (turn + i) % shares.size();
                    return Optional.of(take(share));
                }
            }
            shares.forEach(share -> share.credit = Math.min(QUANTUM, share.credit + QUANTUM));
        }
    }

    private Turned<T> take(Share<T> share) {
        Turned<T> next = share.items.remove();
        share.checks -= next.toll.checks();
        share.bytes -= next.toll.bytes();
        waiting--;
        return next;
    }

    /** Takes from the peer's turns what the service of its message took. */
    void pay(int peer, int checks) {
        Share<T> share = shares.get(peer);
        share.credit -= checks;
        if (share.credit <= 0 && turn == peer) {
            turn = (peer + 1) % shares.size();
        }
    }

    /** Drops all that waits of a peer. What it owes remains. */
    void clear(int peer) {
        Share<T> share = shares.get(peer);
        waiting -= share.items.size();
        share.items.clear();
        share.checks = 0;
        share.bytes = 0;
    }

    boolean isEmpty() {
        return waiting == 0;
    }
}
