package org.tallystick.node.net;

import java.util.Optional;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;

/** The kinds of {@link PeerMessage}. */
public enum Kind {
    CONSENSUS(0, Lane.CONSENSUS, Message.MAX_SIZE),
    TRANSACTIONS(1, Lane.GOSSIP, PeerMessage.Transactions.MAX_BYTES + Limits.SMALL),
    BLOCKS_REQUEST(2, Lane.CONSENSUS, Limits.SMALL),
    BLOCKS(3, Lane.BLOCKS, PeerMessage.Blocks.MAX_BYTES + 64 * 1024),
    NO_BLOCKS(4, Lane.BLOCKS, Limits.SMALL),
    FETCH_BLOCK(5, Lane.CONSENSUS, Limits.SMALL),
    FETCHED_BLOCK(6, Lane.BLOCKS, Block.MAX_SIZE),
    STATUS(7, Lane.CONSENSUS, Limits.SMALL),
    CERTIFICATES_REQUEST(8, Lane.CONSENSUS, Limits.SMALL),
    CERTIFICATES(9, Lane.BLOCKS, PeerMessage.Certificates.MAX_BYTES + Limits.SMALL);

    private static final class Limits {
        /** Room for a few numbers and hashes. */
        static final int SMALL = 64;
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

    /** Largest encoding of such a message in bytes. */
    public int maxSize() {
        return maxSize;
    }
}
