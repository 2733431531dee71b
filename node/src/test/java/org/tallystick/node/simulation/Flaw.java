package org.tallystick.node.simulation;

/** A defence that is taken out, to see that a simulation notices. */
enum Flaw {
    NONE,
    /** Writes return before they are on the disk. */
    LYING_DISK,
    /** A node whose disk was wiped is started as if it had never voted. */
    CARELESS_OPERATOR,
    /** What is read is not compared with its checksum. */
    NO_CHECKSUMS
}
