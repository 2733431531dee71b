package org.tallystick.node.engine;

import java.time.Duration;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.node.metrics.Timings;

/** Passes on what the engine can't do by itself, and takes the time that views last. Called on the engine's strand. */
final class Watchman implements Engine.Watcher {
    private final Synchronizer synchronizer;
    private final Committer committer;
    private final Timings timings;
    private final Host host;
    private long enteredNanos;

    Watchman(Synchronizer synchronizer, Committer committer, Timings timings, Host host) {
        this.synchronizer = synchronizer;
        this.committer = committer;
        this.timings = timings;
        this.host = host;
        this.enteredNanos = host.nanoTime();
    }

    @Override
    public void onBehind() {
        synchronizer.wanted();
    }

    @Override
    public void onViewLeft() {
        long now = host.nanoTime();
        timings.viewLasted(Duration.ofNanos(now - enteredNanos));
        enteredNanos = now;
    }

    @Override
    public void onEquivocation(Equivocation proof) {
        committer.keep(proof);
    }
}
