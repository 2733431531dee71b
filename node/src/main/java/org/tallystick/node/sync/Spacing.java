package org.tallystick.node.sync;

/**
 * How far apart certificates may be, in blocks, for a node to take over a range of blocks gladly. A proof holds the headers from
 * its block to the next certificate, so this bounds the size of proofs; and since no node ever takes over less than it could
 * get, what one honest node can prove stays provable however often nodes fetch their ledgers from each other.
 */
public record Spacing(int blocks) {
    /** Well below what a proof may hold, so that no header is missing where a few certificates never came to be. */
    public static final Spacing DEFAULT = new Spacing(32);

    public Spacing {
        if (blocks < 1) {
            throw new IllegalArgumentException("certificates are at least one block apart");
        }
    }
}
