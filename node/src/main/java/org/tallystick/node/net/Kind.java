package org.tallystick.node.net;

import java.util.Optional;
import org.tallystick.ledger.block.Block;

/** The kinds of {@link PeerMessage}. */
public enum Kind {
    CONSENSUS(0, Lane.CONSENSUS, Limits.FRAME),
    TRANSACTIONS(1, Lane.GOSSIP, PeerMessage.Transactions.MAX_BYTES + 16),
    BLOCKS_REQUEST(2, Lane.CONSENSUS, 16),
    BLOCKS(3, Lane.BLOCKS, Limits.FRAME),
    NO_BLOCKS(4, Lane.BLOCKS, 16),
    STATUS(5, Lane.CONSENSUS, 32);

    private static final class Limits {
        /** A whole block, and room for what explains it. */
        static final int FRAME = Block.MAX_SIZE + 64 * 1024;
    }

    private final int tag;
    private final Lane lane;
    private final int maxSize;

    Kind(int tag, Lane lane, int maxSize) {
        this.tag = tag;
        this.lane = lane;
        this.maxSize = maxSize;
    }

    static Optional<Kind> ofTag(int tag) {
        for (Kind kind : values()) {
            if (kind.tag == tag) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Its first byte on the wire. */
    int tag() {
        return tag;
    }

    Lane lane() {
        return lane;
    }

    /** Largest message of this kind in bytes, its tag included. */
    public int maxSize() {
        return maxSize;
    }
}
