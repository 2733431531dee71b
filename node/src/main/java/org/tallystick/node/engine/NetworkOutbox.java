package org.tallystick.node.engine;

import org.tallystick.consensus.Message;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;

/** Sends what the engine says over the links. */
record NetworkOutbox(Links links) implements Outbox {

    @Override
    public void broadcast(Message message) {
        links.broadcast(new PeerMessage.Consensus(message));
    }

    @Override
    public void fetchBlock(Hash hash) {
        links.broadcast(new PeerMessage.FetchBlock(hash));
    }
}
