package org.tallystick.node.net;

import java.util.BitSet;
import org.tallystick.ledger.block.AuthoritySet;

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
}
