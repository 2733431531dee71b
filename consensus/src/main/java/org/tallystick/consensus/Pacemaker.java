package org.tallystick.consensus;

import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.value.View;

/**
 * Runs the timers of the current view: first for the proposal, then for its notarization (rules 1, 7 and 8). Names what it
 * started last, so that a timer that was cancelled but fires all the same is recognised.
 *
 * <p>No timer is ever put off: whoever can make transactions come and go could otherwise keep a view from ending.
 */
final class Pacemaker {
    private final Timeouts timeouts;
    private final Patience patience;
    private final Outbox out;
    private @Nullable Timer running;
    private @Nullable Timer hurrying;
    private boolean leaderKnownAway;
    private boolean transactionsWait;

    Pacemaker(Timeouts timeouts, Patience patience, Outbox out) {
        this.timeouts = timeouts;
        this.patience = patience;
        this.out = out;
    }

    Patience patience() {
        return patience;
    }

    /** A view begins; a leader known to be away is not waited for. */
    void enter(View view, boolean leaderAway) {
        stop();
        patience.entered(view);
        leaderKnownAway = leaderAway;
        if (!leaderAway) {
            running = new Timer.ProposalDue(view);
            out.timer(new Timer.Action.Start(
                    running,
                    timeouts.grown(timeouts.proposal(), patience.level()).plus(timeouts.idle())));
            hurry();
        }
    }

    /** The current view's proposal is here. */
    void proposalArrived() {
        if (running instanceof Timer.ProposalDue(View view)) {
            stop();
            running = new Timer.NotarizationDue(view);
            out.timer(new Timer.Action.Start(running, timeouts.grown(timeouts.view(), patience.level())));
        }
    }

    /** The current view was skipped; that says something about the timeouts only if the leader was waited for. */
    void skipped(View view) {
        if (!leaderKnownAway) {
            patience.failed(view);
        }
    }

    /** Rule 8: whoever has held a transaction for the proposal timeout does not wait out the idle interval. */
    void transactionsWait(boolean waiting) {
        if (waiting != transactionsWait) {
            transactionsWait = waiting;
            hurry();
        }
    }

    private void hurry() {
        if (transactionsWait && running instanceof Timer.ProposalDue(View view)) {
            hurrying = new Timer.TransactionDue(view);
            out.timer(new Timer.Action.Start(hurrying, timeouts.grown(timeouts.proposal(), patience.level())));
        } else {
            cancel(hurrying);
            hurrying = null;
        }
    }

    /** Whether {@code timer} is one that this view waits for; then it waits no longer. */
    boolean expires(Timer timer) {
        if (!timer.equals(running) && !timer.equals(hurrying)) {
            return false;
        }
        running = timer.equals(running) ? null : running;
        hurrying = timer.equals(hurrying) ? null : hurrying;
        stop();
        return true;
    }

    void stop() {
        cancel(running);
        cancel(hurrying);
        running = null;
        hurrying = null;
    }

    private void cancel(@Nullable Timer timer) {
        if (timer != null) {
            out.timer(new Timer.Action.Cancel(timer));
        }
    }
}
