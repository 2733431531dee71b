package org.tallystick.node.simulation;

/** What a network has to bear in a run that ends in calm. */
enum Hardship {
    /** Links as long as up to twice the longest timeout, each way of each pair its own. */
    FAR,
    /** Some authorities are away, for long, and come back one by one. */
    ABSENCE,
    /** Some authorities hear and are heard by nobody, for long; they come back one by one. */
    ISOLATION,
    /** A machine's power goes and comes back at once, again and again. */
    RESTARTS,
    /** The power goes at all machines, and comes back. */
    BLACKOUT,
    /** Liars keep bodies, certificates and votes from some, or from all, or say them late. */
    WITHHOLDING,
    /**
     * A liar gives the body of a block to a quorum, of which nobody hears, and to nobody else; wants every view skipped; and
     * shows much later what came of the votes. Those who voted crash.
     */
    HOARDING,
    /** Liars vote for blocks, and never to make them final. */
    NEVER_FINAL,
    /** Liars send as much as their links take of what costs most to look at. */
    FLOOD,
    /** Liars lead with wrong blocks. */
    WRONG_BLOCKS,
    /** Liars claim heights that they don't have. */
    FALSE_HEIGHTS,
    /** Liars go silent when the calm begins, and are dead from then on. */
    DYING_LIARS,
    /** Nobody pays any more when the calm begins. */
    IDLE;

    /** Whether somebody has to lie for it. */
    boolean needsLiars() {
        return switch (this) {
            case WITHHOLDING, HOARDING, NEVER_FINAL, FLOOD, WRONG_BLOCKS, FALSE_HEIGHTS, DYING_LIARS -> true;
            case FAR, ABSENCE, ISOLATION, RESTARTS, BLACKOUT, IDLE -> false;
        };
    }
}
