package org.tallystick.consensus.simulation;

import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Request;
import org.tallystick.ledger.block.Block;

/** Proposes on the grandparent of the newest block, as if the parent had never been. */
final class StaleProposer extends Agreeable {
    StaleProposer(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void build(Request.BuildBlock request) {
        propose(request);
    }

    @Override
    void propose(Request.BuildBlock request) {
        Optional<Block> grandparent = blockWork()
                .find(request.parentHash())
                .flatMap(parent -> blockWork().find(parent.header().parentHash()));
        if (grandparent.isEmpty()) {
            super.propose(request);
            return;
        }
        Block stale = blockWork().buildOn(grandparent.get().hash(), request);
        tellAll(proposal(grandparent.get().header().view(), stale));
    }

    @Override
    void receive(OptionalInt from, Message message) {
        agreeWith(message);
        super.receive(from, message);
    }
}
