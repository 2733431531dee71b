package org.tallystick.consensus.simulation;

import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Request;

/** Proposes two blocks, each to one half, and votes for whatever anyone votes for. */
final class EquivocatingLeader extends Agreeable {
    EquivocatingLeader(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    /** Who lies does not wait. */
    @Override
    void build(Request.BuildBlock request) {
        propose(request);
    }

    @Override
    void propose(Request.BuildBlock request) {
        Message.Proposal one = proposal(request.parentView(), block(request));
        Message.Proposal other = proposal(request.parentView(), block(request));
        world().oracle().overheard(one);
        world().oracle().overheard(other);
        peers().forEach(peer -> send(peer, peer.id() % 2 == 0 ? one : other));
    }

    @Override
    void receive(OptionalInt from, Message message) {
        agreeWith(message);
        super.receive(from, message);
    }
}
