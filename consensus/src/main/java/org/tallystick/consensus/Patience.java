package org.tallystick.consensus;

import org.tallystick.ledger.value.View;

/**
 * How far the timeouts have grown (specification §5). They grow by a step with each view that this node gave up, that was
 * skipped after its leader was waited for, or that left the newest final block further behind than a sound network does. A
 * mere notarization says nothing: a view that is notarized too late for everyone to finalize it was too short. They fall by a
 * step with every third view that became final and that this node did not give up, so that a slow network spends most views
 * at a length that suffices, and so that {@code f} leaders who waste their turns can't drive them up while the others'
 * blocks become final.
 */
final class Patience {
    private static final int FINALS_A_STEP = 3;

    private final int most;
    private final long usualLag;
    private int level;
    private int finals;
    private View counted;
    private View newestFinal;

    /**
     * @param current the view that this node begins in: what it can't remember having waited for shows in how far that is
     *     from the newest final block
     */
    Patience(Timeouts timeouts, int maxFaulty, View newestFinal, View current) {
        this.most = timeouts.steps();
        this.usualLag = usualLag(maxFaulty);
        this.newestFinal = newestFinal;
        this.counted = View.of(Math.max(0, current.value() - 1));
        this.level = Math.clamp(current.value() - newestFinal.value() - usualLag, 0, most);
    }

    /** By how many views a current one may be ahead of the newest final one: two on their way, one late, and absent leaders. */
    static long usualLag(int maxFaulty) {
        return 3L + maxFaulty;
    }

    /** How many steps of growth apply now. */
    int level() {
        return level;
    }

    /** A view begins. */
    void entered(View view) {
        if (view.value() - newestFinal.value() > usualLag) {
            grow(View.of(view.value() - 1));
        }
    }

    /** {@code view} was too short for this node, or for so many that it was skipped. */
    void failed(View view) {
        grow(view);
    }

    /** A quorum made the block of {@code view} final. */
    void becameFinal(View view, boolean gaveUp) {
        reached(view);
        if (!gaveUp) {
            finals++;
            if (finals == FINALS_A_STEP) {
                finals = 0;
                level = Math.max(0, level - 1);
            }
        }
    }

    /** The block of {@code view} is known to be final, by whatever way. */
    void reached(View view) {
        newestFinal = view.isAfter(newestFinal) ? view : newestFinal;
    }

    /** Once a view: whatever is wrong with it shows in several ways. */
    private void grow(View view) {
        if (view.isAfter(counted)) {
            counted = view;
            finals = 0;
            level = Math.min(most, level + 1);
        }
    }
}
