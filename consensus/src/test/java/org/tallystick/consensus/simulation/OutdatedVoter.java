package org.tallystick.consensus.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.value.View;

/** Repeats what it and others said long ago, and votes to skip views that are over. */
final class OutdatedVoter extends Liar {
    private static final int REMEMBERED = 200;

    private final List<Message> old = new ArrayList<>();

    OutdatedVoter(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        if (old.size() < REMEMBERED) {
            old.add(message);
        } else {
            old.set(random().nextInt(REMEMBERED), message);
        }
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        tellAll(old.get(random().nextInt(old.size())));
        vote(nullification(View.of(Math.max(1, view() - 1 - random().nextInt(5)))));
    }
}
