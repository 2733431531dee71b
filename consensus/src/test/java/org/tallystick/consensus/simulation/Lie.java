package org.tallystick.consensus.simulation;

/** The ways in which a simulated authority breaks the rules. */
enum Lie {
    /** It doesn't. */
    NONE,
    /** Two honest machines share its key, each with a log of its own. */
    TWINS,
    /** It proposes two blocks, each to one half, and votes for everything. */
    EQUIVOCATION,
    /** It proposes on the grandparent without showing why, and votes for everything. */
    STALE_PARENT,
    /** It proposes blocks with a wrong state root. */
    INVALID_BLOCK,
    /** It never proposes, but votes. */
    SILENT_LEADER
}
