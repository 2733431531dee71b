package org.tallystick.consensus.simulation;

import java.util.List;
import java.util.OptionalInt;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.value.View;

/** Tells of final blocks far ahead, with its own seal for a certificate, and hands out such blocks unasked. */
final class HeightLiar extends Liar {
    HeightLiar(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        View ahead = View.of(view() + 100 + random().nextInt(1_000));
        Block invented = SimulatedExecution.build(
                proposal.block(), new SimulatedExecution.Slot(ahead, index().orElseThrow(), 0, random().nextLong()));
        Ballot ballot = finalization(ahead, invented.hash());
        tellAll(new Message.Certified(new Certificate(ballot, List.of(seal(ballot)))));
        peers().forEach(peer -> peer.offer(new Event.BlockFetched(invented)));
    }
}
