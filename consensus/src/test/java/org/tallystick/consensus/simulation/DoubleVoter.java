package org.tallystick.consensus.simulation;

import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;

/** Casts all votes that there are in a view, for its block and for another: each peer hears them in an order of its own. */
final class DoubleVoter extends Liar {
    DoubleVoter(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    @Override
    void receive(OptionalInt from, Message message) {
        news(message).ifPresent(this::answer);
        super.receive(from, message);
    }

    private void answer(Message.Proposal proposal) {
        Hash hash = proposal.block().hash();
        Hash other = Sha256.of(hash.toByteArray());
        vote(notarization(proposal.view(), hash));
        vote(notarization(proposal.view(), other));
        vote(nullification(proposal.view()));
        vote(finalization(proposal.view(), hash));
        vote(finalization(proposal.view(), other));
    }
}
