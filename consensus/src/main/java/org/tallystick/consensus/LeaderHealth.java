package org.tallystick.consensus;

import org.tallystick.ledger.value.View;

/**
 * Who is worth waiting for (rule 7). A leader that missed its last turn and was not heard of since is away: once it is back its
 * votes tell, so nothing is gained by trying. One that votes but keeps missing its turns is tried again after twice as many
 * turns each time. Which turns are tried depends on the view's number alone, so that authorities try the same ones.
 */
final class LeaderHealth {
    /** Every so many turns whoever votes is tried, however often it missed. A power of two. */
    static final long TRIAL = 256;

    private final Committee committee;
    private final long[] missedTurns;
    private final long[] lastTurn;
    private final long[] lastVote;

    LeaderHealth(Committee committee) {
        this.committee = committee;
        this.missedTurns = new long[committee.size()];
        this.lastTurn = new long[committee.size()];
        this.lastVote = new long[committee.size()];
    }

    /** A vote or proposal of {@code authority} about {@code view} came in. */
    void heard(int authority, View view) {
        lastVote[authority] = Math.max(lastVote[authority], view.value());
    }

    /** The leader of {@code view} brought a block through. */
    void succeeded(View view) {
        int leader = committee.leader(view);
        if (view.value() >= lastTurn[leader]) {
            lastTurn[leader] = view.value();
            missedTurns[leader] = 0;
        }
    }

    /** {@code view} was skipped. */
    void missed(View view) {
        int leader = committee.leader(view);
        if (view.value() > lastTurn[leader]) {
            lastTurn[leader] = view.value();
            missedTurns[leader]++;
        }
    }

    /**
     * Whether waiting for the leader of {@code view} is likely a waste. Where more leaders missed their turns than may be
     * faulty, it is the network that is slow, or this node: then nobody is away, or all would skip all views for ever.
     */
    boolean isAway(View view) {
        int leader = committee.leader(view);
        long missed = missedTurns[leader];
        long turn = view.value() / committee.size();
        if (missed == 0 || leadersThatMissed() > committee.authorities().maxFaulty()) {
            return false;
        }
        boolean silent = lastVote[leader] < lastTurn[leader];
        return silent || turn % Math.min(TRIAL, Long.highestOneBit(missed)) != 0;
    }

    private int leadersThatMissed() {
        int count = 0;
        for (long missed : missedTurns) {
            if (missed > 0) {
                count++;
            }
        }
        return count;
    }

    AuthorityHealth of(int authority) {
        return new AuthorityHealth(View.of(lastVote[authority]), missedTurns[authority]);
    }
}
