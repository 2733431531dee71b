package org.tallystick.consensus;

import org.tallystick.ledger.value.View;

/**
 * Who is worth waiting for (rule 7). A leader that missed its last turn and was not heard of since is away: once it is back its
 * votes tell, so nothing is gained by trying. One that votes but misses turns for which it was waited is tried again after
 * ever more turns, and after fewer again as it takes some. A miss counts for more than a turn that is taken, so whoever takes
 * and misses them by turns is soon waited for as rarely as who misses them all. It is also tried on its first two turns in each
 * minute of the ledger's time, which is often enough for a network that is idle and costs a busy one little. Turns are the same
 * for all authorities, so that they try the same ones. Minutes are so only in the end: when the block just before a turn
 * is the first of its minute, some enter that turn before they know that it is final, and then only the second is tried by all.
 */
final class LeaderHealth {
    /** What a miss adds; a turn that is taken takes one away. */
    private static final int MISS = 2;

    /** Then every 512th turn is tried. */
    private static final int MAX_MISTRUST = MISS + 9;

    private static final long MINUTE_MS = 60_000;

    private final Committee committee;
    private final long[] missedTurns;
    private final int[] mistrust;
    private final long[] lastTurn;
    private final long[] lastTurnMinute;
    private final long[] turnBeforeMinute;
    private final long[] lastVote;
    private long minute;

    LeaderHealth(Committee committee) {
        this.committee = committee;
        this.missedTurns = new long[committee.size()];
        this.mistrust = new int[committee.size()];
        this.lastTurn = new long[committee.size()];
        this.lastTurnMinute = new long[committee.size()];
        this.turnBeforeMinute = new long[committee.size()];
        this.lastVote = new long[committee.size()];
    }

    /** The time of the newest final block. */
    void timeIs(long timeMs) {
        minute = Math.max(minute, timeMs / MINUTE_MS);
    }

    /** A vote or proposal of {@code authority} about {@code view} came in. */
    void heard(int authority, View view) {
        lastVote[authority] = Math.max(lastVote[authority], view.value());
    }

    /** The leader of {@code view} brought a block through. */
    void succeeded(View view) {
        int leader = committee.leader(view);
        if (view.value() >= lastTurn[leader]) {
            note(leader, view);
            missedTurns[leader] = 0;
            mistrust[leader] = Math.max(0, mistrust[leader] - 1);
        }
    }

    /** {@code view} was skipped. */
    void missed(View view) {
        int leader = committee.leader(view);
        if (view.value() > lastTurn[leader]) {
            // Who was not waited for did not waste anyone's time.
            if (!isAway(view)) {
                mistrust[leader] = Math.min(MAX_MISTRUST, mistrust[leader] + MISS);
            }
            note(leader, view);
            missedTurns[leader]++;
        }
    }

    private void note(int leader, View view) {
        if (view.value() > lastTurn[leader]) {
            turnBeforeMinute[leader] = lastTurnMinute[leader];
        }
        lastTurn[leader] = view.value();
        lastTurnMinute[leader] = minute;
    }

    /**
     * Whether waiting for the leader of {@code view} is likely a waste. Where more leaders missed their turns than may be
     * faulty, it is the network that is slow, or this node: then nobody is away, or all would skip all views for ever.
     */
    boolean isAway(View view) {
        int leader = committee.leader(view);
        if (missedTurns[leader] == 0
                || leadersThatMissed() > committee.authorities().maxFaulty()) {
            return false;
        }
        boolean silent = lastVote[leader] < lastTurn[leader];
        return silent || !isTried(leader, view.value() / committee.size());
    }

    private boolean isTried(int leader, long turn) {
        long every = 1L << Math.max(0, mistrust[leader] - MISS);
        return turn % every == 0 || minute > turnBeforeMinute[leader];
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
