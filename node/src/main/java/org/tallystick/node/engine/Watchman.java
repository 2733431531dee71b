package org.tallystick.node.engine;

import java.time.Duration;
import org.tallystick.consensus.Forgery;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.node.metrics.Timings;
import org.tallystick.node.net.ProtocolViolation;

/** Passes on what the engine can't do by itself, and takes the time that views last. Called on the engine's strand. */
final class Watchman implements Engine.Watcher {
    private final Synchronizer synchronizer;
    private final Committer committer;
    private final Timings timings;
    private final Misbehaviour misbehaviour;
    private final Host host;
    private long enteredNanos;

    Watchman(Synchronizer synchronizer, Committer committer, Misbehaviour misbehaviour, Timings timings, Host host) {
        this.misbehaviour = misbehaviour;
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

    @Override
    public void onForgery(int from, Forgery forgery) {
        switch (forgery) {
            case VOTE -> misbehaviour.seen(from, ProtocolViolation.INVALID_VOTE, "its voter did not sign it");
            case CERTIFICATE -> misbehaviour.seen(from, ProtocolViolation.INVALID_CERTIFICATE, "no quorum signed it");
            case PROPOSAL -> misbehaviour.seen(from, ProtocolViolation.INVALID_PROPOSAL, "the leader did not sign it");
            case BODY -> misbehaviour.seen(from, ProtocolViolation.INVALID_BODY, "the header names other transactions");
        }
    }
}
