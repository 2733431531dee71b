package org.tallystick.node.net;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which answers a peer may give on one link, because it was asked. They are the largest of all messages, and decoding one takes
 * longer than sending it: what nobody asked for is passed over unread. Thread-safe.
 */
final class AwaitedAnswers {
    /** So many a peer may owe; more are asked for only by who has given it up meanwhile. */
    private static final int MOST_AWAITED = 1_024;

    /** An honest peer sends none; a few might cross something that is not thought of here. */
    private static final int MOST_UNASKED = 64;

    private final Map<Kind, Integer> awaited = new EnumMap<>(Kind.class);
    private int unasked;

    /** A message of this kind is sent to the peer. */
    synchronized void sent(Kind kind) {
        switch (kind) {
            case BLOCKS_REQUEST -> await(Kind.BLOCKS, 1);
            case CERTIFICATES_REQUEST -> await(Kind.CERTIFICATES, 1);
            case FETCH_BLOCK -> await(Kind.FETCHED_BLOCK, PeerMessage.FetchBlock.MAX_ANSWERS);
            case CONSENSUS, TRANSACTIONS, BLOCKS, NO_BLOCKS, FETCHED_BLOCK, STATUS, CERTIFICATES -> {}
        }
    }

    private void await(Kind answer, int count) {
        awaited.merge(answer, count, (before, more) -> Math.min(MOST_AWAITED, before + more));
    }

    /**
     * Whether a message of this kind that came is to be read.
     *
     * @throws ProtocolViolation.Thrown if too many came that are not
     */
    synchronized boolean expects(Kind kind) {
        if (kind != Kind.BLOCKS && kind != Kind.CERTIFICATES && kind != Kind.FETCHED_BLOCK) {
            return true;
        }
        int left = awaited.getOrDefault(kind, 0);
        if (left > 0) {
            awaited.put(kind, left - 1);
            return true;
        }
        if (++unasked > MOST_UNASKED) {
            throw new ProtocolViolation.Thrown(
                    ProtocolViolation.UNASKED_ANSWERS, unasked + " answers to nothing that was asked");
        }
        return false;
    }
}
