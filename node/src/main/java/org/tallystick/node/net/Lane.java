package org.tallystick.node.net;

/**
 * The queues of one outbound link, in order of preference. A lane that is full loses its oldest frames: consensus
 * messages are sent again until they are superseded, blocks are asked for again, transactions are gossiped again.
 */
enum Lane {
    CONSENSUS(20 * 1024 * 1024),
    BLOCKS(10 * 1024 * 1024),
    GOSSIP(4 * 1024 * 1024);

    private final int maxBytes;

    Lane(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** How many bytes may wait; at least two frames of any kind that travels here. */
    int maxBytes() {
        return maxBytes;
    }
}
