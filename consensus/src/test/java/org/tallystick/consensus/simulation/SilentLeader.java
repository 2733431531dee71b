package org.tallystick.consensus.simulation;

import org.tallystick.consensus.Request;

/** Votes, and lets its own turns pass. */
final class SilentLeader extends Liar {
    SilentLeader(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void propose(Request.BuildBlock request) {
        // Says nothing.
    }
}
