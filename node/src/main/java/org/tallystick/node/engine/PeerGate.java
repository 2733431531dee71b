package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.engine.TurnQueue.Turned;

/**
 * Through which everything passes that peers send. What waits for a strand is bounded for each peer, and peers are served in
 * turn, so that one that sends too much loses only messages of its own. Its links are not read while it costs more than its
 * {@link Allowance}. Between any two messages a strand does what else it was asked to, the node's own work first of all.
 *
 * <p>Thread-safe: messages are offered by event loops and worked on by strands. Has no thread of its own.
 */
final class PeerGate {
    /** Pausing for less than this is not worth the switch. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private final Host host;
    private final Strand timekeeper;
    private final Reading reading;
    private final List<Allowance> allowances;
    private final boolean[] paused;
    private final List<Lane> lanes = new ArrayList<>();

    /** What the gate does to links. */
    interface Reading {
        /** Has the links of a peer not read any more, until {@link #resume} or a new link. */
        void pause(int peer);

        void resume(int peer);

        /** A message was dropped because too much of that peer waits. */
        void dropped(int peer);
    }

    /** What is to be done about a message. */
    interface Work {
        /** Does it, and returns what it took in checks, that aside which was of use. */
        int run();
    }

    /** @param timekeeper where pauses end */
    PeerGate(int peers, Host host, Strand timekeeper, Reading reading) {
        this.host = host;
        this.timekeeper = timekeeper;
        this.reading = reading;
        this.paused = new boolean[peers];
        this.allowances = newAllowances();
    }

    /** Opens a way to {@code strand}. To be called before messages come. */
    Lane lane(Strand strand, TurnQueue.Bounds bounds) {
        return lane(new Lane(strand, new TurnQueue<>(paused.length, bounds), List.of()));
    }

    /**
     * The same for what can be done without: a peer that costs too much on this way loses what it sends on it, and is read
     * all the same. Else an honest peer that passes on what its clients flood it with would be heard late in everything.
     */
    Lane sheddingLane(Strand strand, TurnQueue.Bounds bounds) {
        return lane(new Lane(strand, new TurnQueue<>(paused.length, bounds), newAllowances()));
    }

    private Lane lane(Lane lane) {
        lanes.add(lane);
        return lane;
    }

    private List<Allowance> newAllowances() {
        List<Allowance> all = new ArrayList<>();
        for (int i = 0; i < paused.length; i++) {
            all.add(new Allowance(host.nanoTime()));
        }
        return all;
    }

    /** A new link is read from the start: it does not help a peer to come again. */
    synchronized void connected(int peer) {
        if (paused[peer]) {
            reading.pause(peer);
        }
    }

    /** Drops all that waits of a peer. */
    void clear(int peer) {
        lanes.forEach(lane -> lane.clear(peer));
    }

    private synchronized void spend(int peer, int checks) {
        long now = host.nanoTime();
        Allowance allowance = allowances.get(peer);
        allowance.spend(checks, now);
        long overdrawn = allowance.overdrawnNanos(now);
        if (overdrawn > 0 && !paused[peer]) {
            paused[peer] = true;
            reading.pause(peer);
            resumeAfter(peer, overdrawn);
        }
    }

    private void resumeAfter(int peer, long nanos) {
        timekeeper.schedule(Duration.ofNanos(nanos).plus(SHORTEST_PAUSE), () -> resumeIfPaid(peer));
    }

    private synchronized void resumeIfPaid(int peer) {
        long overdrawn = allowances.get(peer).overdrawnNanos(host.nanoTime());
        if (overdrawn > 0) {
            resumeAfter(peer, overdrawn);
        } else {
            paused[peer] = false;
            reading.resume(peer);
        }
    }

    /** The way to one strand. */
    final class Lane {
        private final Strand strand;
        private final TurnQueue<Work> queue;
        private final List<Allowance> own;
        private boolean serving;

        /** @param own of each peer, for what is done here; empty where that of the gate counts */
        private Lane(Strand strand, TurnQueue<Work> queue, List<Allowance> own) {
            this.own = own;
            this.strand = strand;
            this.queue = queue;
        }

        /** Has {@code work} done when it is the peer's turn; it is dropped where too much of that peer waits. */
        void offer(int peer, Toll toll, Work work) {
            boolean taken;
            boolean idle;
            synchronized (this) {
                taken = !isOverdrawn(peer) && queue.offer(peer, toll, work);
                idle = taken && !serving;
                serving |= taken;
            }
            if (idle) {
                strand.execute(this::serve);
            }
            if (!taken) {
                reading.dropped(peer);
                spend(peer, toll.handling());
            }
        }

        /** One message: then it is the turn of whatever else waits for the strand. */
        private void serve() {
            Turned<Work> next = take();
            if (next == null) {
                return;
            }
            int took = next.item().run();
            if (own.isEmpty()) {
                spend(next.peer(), took);
            }
            synchronized (this) {
                if (!own.isEmpty()) {
                    own.get(next.peer()).spend(took, host.nanoTime());
                }
                queue.pay(next.peer(), Math.max(took, 1));
            }
            strand.execute(this::serve);
        }

        private boolean isOverdrawn(int peer) {
            return !own.isEmpty() && own.get(peer).overdrawnNanos(host.nanoTime()) > 0;
        }

        private synchronized @Nullable Turned<Work> take() {
            Turned<Work> next = queue.next().orElse(null);
            serving = next != null;
            return next;
        }

        private synchronized void clear(int peer) {
            queue.clear(peer);
        }
    }
}
