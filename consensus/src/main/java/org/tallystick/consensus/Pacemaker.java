package org.tallystick.consensus;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.value.View;

/**
 * Runs the one timer that the current view has: first for the proposal, then for its notarization (rules 1, 7 and 8). Names
 * what it started last, so that a timer that was cancelled but fires all the same is recognised.
 */
final class Pacemaker {
    private final Timeouts timeouts;
    private final Outbox out;
    private @Nullable Timer running;
    private int slowViews;
    private boolean leaderKnownAway;
    private boolean transactionsWait;

    Pacemaker(Timeouts timeouts, Outbox out) {
        this.timeouts = timeouts;
        this.out = out;
    }

    /** A view begins; a leader known to be away is not waited for. */
    void enter(View view, boolean leaderAway) {
        leaderKnownAway = leaderAway;
        if (leaderAway) {
            stop();
        } else {
            start(new Timer.ProposalDue(view), patience());
        }
    }

    /** The current view's proposal is here. */
    void proposalArrived() {
        if (running instanceof Timer.ProposalDue(View view)) {
            start(new Timer.NotarizationDue(view), timeouts.grown(timeouts.view(), slowViews));
        }
    }

    /** The current view ended in a block: the timeouts are long enough. */
    void succeeded() {
        slowViews = 0;
    }

    /** The current view was skipped; that says something about the timeouts only if the leader was waited for. */
    void skipped() {
        if (!leaderKnownAway) {
            slowViews++;
        }
    }

    /** Rule 8: whoever holds a transaction need not wait for the idle interval, and whoever holds none must. */
    void transactionsWait(boolean waiting) {
        boolean changed = waiting != transactionsWait;
        transactionsWait = waiting;
        if (changed && running instanceof Timer.ProposalDue due) {
            start(due, patience());
        }
    }

    /** Whether {@code timer} is the one that this view waits for. */
    boolean expires(Timer timer) {
        if (!timer.equals(running)) {
            return false;
        }
        running = null;
        return true;
    }

    void stop() {
        if (running != null) {
            out.timer(new Timer.Action.Cancel(running));
            running = null;
        }
    }

    private Duration patience() {
        Duration patience = timeouts.grown(timeouts.proposal(), slowViews);
        return transactionsWait ? patience : patience.plus(timeouts.idle());
    }

    private void start(Timer timer, Duration delay) {
        if (!timer.equals(running)) {
            stop();
        }
        running = timer;
        out.timer(new Timer.Action.Start(timer, delay));
    }
}
