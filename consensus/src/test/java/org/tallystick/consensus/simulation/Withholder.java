package org.tallystick.consensus.simulation;

import org.tallystick.consensus.Message;

/** Proposes, and passes certificates on, but keeps its votes to itself. */
final class Withholder extends Liar {
    Withholder(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void send(SimulatedNode peer, Message message) {
        if (!(message instanceof Message.Vote)) {
            super.send(peer, message);
        }
    }
}
