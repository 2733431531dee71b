package org.tallystick.node.simulation;

/** What may go wrong in a run. */
enum Fault {
    /** Packets are lost, up to 30 %. */
    LOSS,
    /** Packets arrive twice, up to 50 %, the second time perhaps seconds later. */
    REPEAT,
    /** Packets take long, and overtake each other. */
    DELAY,
    /** One way of one link is slow. */
    CLOG,
    /** One way of one link is cut. */
    ONE_WAY,
    /** Two groups don't hear each other. */
    HALVES,
    /** Each hears its neighbours only. */
    RING,
    /** One hears nobody, and is heard by nobody. */
    ISOLATION,
    /** A machine's power goes at any effect, and comes back. */
    CRASH,
    /** The power goes at many machines, perhaps all, and comes back. */
    BLACKOUT,
    /** A node stands still for a while. */
    PAUSE,
    /** Syncs take long. */
    SLOW_DISK,
    /** The disk takes no more; the node is started again when there is room. */
    FULL_DISK,
    /** A machine comes back with an empty disk, and with what its operator does about that. */
    WIPED_DISK,
    /** A clock is wrong by up to an hour. */
    WRONG_CLOCK,
    /** A clock jumps to and fro by seconds. */
    JUMPING_CLOCK,
    /** A bit of what is stored changes, in the ledger or in the vote log. */
    BIT_ROT,
    /** A write lands on another row, so that neither is what was written. */
    MISDIRECTED_WRITE,
    /** Some leaders propose wrong blocks, all the time. */
    WRONG_BLOCKS,
    /** Some nodes claim heights that they don't have, and hand out blocks that nobody voted for, all the time. */
    FALSE_HEIGHTS
}
