package org.tallystick.node.simulation;

import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.node.net.PeerMessage;

/** Leads with blocks that are wrong, in each way in turn; what it shows for them is right. */
final class WrongBlocks implements Lies {
    private final Committee committee;
    private final int index;
    private final int first;

    /** @param first the place among the ways to be wrong with which it begins */
    WrongBlocks(Committee committee, int index, int first) {
        this.committee = committee;
        this.index = index;
        this.first = first;
    }

    @Override
    public PeerMessage instead(PeerMessage honest) {
        return honest instanceof PeerMessage.Consensus(Message.Proposal proposal)
                ? new PeerMessage.Consensus(spoilt(proposal))
                : honest;
    }

    /** The same each time that it is said: the view tells how. */
    private Message.Proposal spoilt(Message.Proposal honest) {
        Spoiling[] ways = Spoiling.values();
        long turn = first + honest.view().value() / committee.size();
        Block wrong = ways[(int) (turn % ways.length)].spoil(honest.block(), committee.genesisHash());
        Ballot ballot = Ballot.notarize(committee.epoch(), honest.view(), wrong.hash());
        return new Message.Proposal(
                honest.parentView(),
                wrong,
                SimulatedKeys.signer(index).sign(ballot.digest(committee.genesisHash())),
                honest.justification());
    }
}
