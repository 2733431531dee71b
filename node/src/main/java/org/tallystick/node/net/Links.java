package org.tallystick.node.net;

import java.util.BitSet;
import java.util.Map;
import org.tallystick.ledger.authority.AuthoritySet;

/** This node's links to the other authorities. Thread-safe; nothing waits, and nothing sent is sure to arrive. */
public interface Links {

    /** Those who may be linked, this node's own authority among them. */
    AuthoritySet authorities();

    /** Sends to every linked authority. */
    void broadcast(PeerMessage message);

    /** Sends to one authority; false where there is no link to it. */
    boolean send(int authority, PeerMessage message);

    /** The authorities that are linked now, by index; a copy. */
    BitSet connected();

    /** Stops reading from an authority, whose socket then fills up, until {@link #resume} or a new link. */
    void pause(int authority);

    /** Reads on from an authority. */
    void resume(int authority);

    /** Must be told when a message of an authority is dropped because too many wait. */
    void dropped(int authority);

    /**
     * Ends the link to an authority that did what no honest one does, and has none with it for a while.
     *
     * @param detail for people
     */
    void accuse(int authority, ProtocolViolation violation, String detail);

    /** How often an authority did what no honest one does, since the start; without what it never did. */
    Map<ProtocolViolation, Long> misbehaviour(int authority);
}
