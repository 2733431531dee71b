package org.tallystick.consensus.simulation;

import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.View;

/** Votes in views near and far ahead, and finalizes there what it just saw. */
final class FutureSpammer extends Liar {
    private static final int VOTES = 5;

    FutureSpammer(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        for (int i = 0; i < VOTES; i++) {
            View ahead = View.of(view() + 1 + random().nextLong(1L << (1 + 8 * i)));
            Block seen = proposal.block();
            vote(nullification(ahead));
            vote(notarization(ahead, seen.hash()));
            vote(finalization(ahead, seen.hash()));
        }
    }
}
