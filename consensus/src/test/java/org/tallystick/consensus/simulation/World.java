package org.tallystick.consensus.simulation;

import java.util.SplittableRandom;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.Epoch;

/** What all nodes of a simulation share. */
record World(
        VirtualTime time, SplittableRandom random, Network network, SafetyChecker checker, Committee committee, Block genesis) {

    static World create(SplittableRandom random, int authorities, int nodes) {
        Committee committee =
                new Committee(SimulatedExecution.GENESIS_HASH, Epoch.ZERO, SimulatedKeys.authorities(authorities));
        VirtualTime time = new VirtualTime();
        return new World(
                time,
                random,
                new Network(time, random.split(), nodes),
                new SafetyChecker(committee),
                committee,
                SimulatedExecution.genesis(committee.authorities().hash()));
    }
}
