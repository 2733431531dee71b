package org.tallystick.consensus.simulation;

import org.tallystick.consensus.Request;
import org.tallystick.ledger.block.Block;

/** Its blocks are wrong, in each way in turn; what it shows for them is right. */
final class InvalidProposer extends Liar {
    private int turns;

    InvalidProposer(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void propose(Request.BuildBlock request) {
        SimulatedExecution.Flaw[] flaws = SimulatedExecution.Flaw.values();
        Block wrong = SimulatedExecution.corrupt(block(request), flaws[turns++ % flaws.length]);
        tellAll(proposal(request.parentView(), wrong));
    }
}
