package org.tallystick.node.engine;

import org.tallystick.consensus.Message;
import org.tallystick.ledger.crypto.Hash;

/** How the engine speaks to the other authorities. No call blocks, and nothing sent is sure to arrive. */
interface Outbox {

    /** Tells every peer. */
    void broadcast(Message message);

    /** Asks every peer for a block. */
    void fetchBlock(Hash hash);
}
