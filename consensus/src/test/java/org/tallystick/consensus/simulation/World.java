package org.tallystick.consensus.simulation;

import java.util.SplittableRandom;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.block.Block;

/**
 * What all nodes of a simulation share.
 *
 * @param pace how fast machines and links are at best
 */
record World(
        VirtualTime time,
        SplittableRandom random,
        Network network,
        Committee committee,
        Oracle oracle,
        Scenario.Pace pace,
        Trace trace) {

    Block genesis() {
        return SimulatedExecution.genesis(committee.authorities().hash());
    }
}
