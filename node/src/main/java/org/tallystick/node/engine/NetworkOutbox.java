package org.tallystick.node.engine;

import org.tallystick.consensus.Message;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerNetwork;

/** Sends what the engine says over the links. */
record NetworkOutbox(PeerNetwork network) implements Outbox {

    @Override
    public void broadcast(Message message) {
        network.broadcast(new PeerMessage.Consensus(message));
    }

    @Override
    public void fetchBlock(Hash hash) {
        network.broadcast(new PeerMessage.FetchBlock(hash));
    }
}
