package org.tallystick.consensus.simulation;

import java.util.HashSet;
import java.util.Set;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;

/** Votes for everything, once. */
abstract class Agreeable extends Liar {
    private final Set<Ballot> agreed = new HashSet<>();

    Agreeable(int id, int index, World world, Software software) {
        super(id, index, world, software);
    }

    final void agreeWith(Message message) {
        switch (message) {
            case Message.Vote vote -> {
                if (vote.ballot().kind() == Kind.NOTARIZE) {
                    agree(vote.ballot());
                    agree(finalization(vote.view(), vote.ballot().blockHash()));
                }
            }
            case Message.Proposal proposal ->
                agree(notarization(proposal.view(), proposal.block().hash()));
            case Message.Certified certified -> {}
        }
    }

    private void agree(Ballot ballot) {
        if (agreed.add(ballot)) {
            vote(ballot);
        }
    }
}
