package org.tallystick.consensus.simulation;

import java.util.OptionalInt;
import org.tallystick.consensus.Message;

/** Wants every view skipped of which it hears, also those that it helped to finalize. */
final class Nuller extends Liar {
    Nuller(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        vote(nullification(proposal.view()));
    }
}
