package org.tallystick.consensus.simulation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Request;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.value.View;

/** An authority that runs the real machine, and lies beside it. */
final class LyingNode extends SimulatedNode {
    private final Lie lie;
    private final Signer signer;

    LyingNode(int id, int index, World world, Software software, Lie lie) {
        super(id, OptionalInt.of(index), world, software);
        this.lie = lie;
        this.signer = SimulatedKeys.signer(index);
    }

    @Override
    boolean isHonest() {
        return false;
    }

    /** Who lies does not wait. */
    @Override
    void build(Request.BuildBlock request) {
        if (lie == Lie.STALE_PARENT || lie == Lie.EQUIVOCATION) {
            propose(request);
        } else {
            super.build(request);
        }
    }

    @Override
    void propose(Request.BuildBlock request) {
        switch (lie) {
            case NONE, TWINS -> super.propose(request);
            case SILENT_LEADER -> {}
            case INVALID_BLOCK -> {
                Block wrong = SimulatedExecution.corrupt(blockWork().buildOn(request.parentHash(), request));
                peers().forEach(peer -> send(peer, proposal(request.parentView(), wrong)));
            }
            case EQUIVOCATION -> {
                Message one = proposal(request.parentView(), blockWork().buildOn(request.parentHash(), request));
                Message other = proposal(request.parentView(), blockWork().buildOn(request.parentHash(), request));
                peers().forEach(peer -> send(peer, peer.id() % 2 == 0 ? one : other));
            }
            case STALE_PARENT -> proposeOnGrandparent(request);
        }
    }

    private void proposeOnGrandparent(Request.BuildBlock request) {
        Optional<Block> grandparent = blockWork()
                .find(request.parentHash())
                .flatMap(parent -> blockWork().find(parent.header().parentHash()));
        if (grandparent.isEmpty()) {
            super.propose(request);
            return;
        }
        Block stale = blockWork().buildOn(grandparent.orElseThrow().hash(), request);
        View staleView = grandparent.orElseThrow().header().view();
        peers().forEach(peer -> send(peer, proposal(staleView, stale)));
    }

    /** As honest as it can be made: with all certificates from the claimed parent on. */
    private Message proposal(View parentView, Block block) {
        View view = block.header().view();
        List<Certificate> certificates = machine().orElseThrow().explanation().stream()
                .map(message -> ((Message.Certified) message).certificate())
                .filter(certificate -> !certificate.ballot().view().isBefore(parentView)
                        && certificate.ballot().view().isBefore(view))
                .toList();
        return new Message.Proposal(parentView, block, sign(notarization(view, block.hash())), certificates);
    }

    /** Whatever anyone says, this one agrees. */
    @Override
    void receive(OptionalInt from, Message message) {
        if (lie == Lie.EQUIVOCATION || lie == Lie.STALE_PARENT) {
            switch (message) {
                case Message.Vote vote -> {
                    if (vote.ballot().kind() == Kind.NOTARIZE) {
                        agree(vote.ballot());
                        agree(Ballot.finalize(
                                world().committee().epoch(),
                                vote.view(),
                                vote.ballot().blockHash()));
                    }
                }
                case Message.Proposal proposal ->
                    agree(notarization(proposal.view(), proposal.block().hash()));
                case Message.Certified certified -> {}
            }
        }
        super.receive(from, message);
    }

    private void agree(Ballot ballot) {
        Message.Vote vote = new Message.Vote(ballot, new Seal(index().orElseThrow(), sign(ballot)));
        peers().forEach(peer -> send(peer, vote));
    }

    private Ballot notarization(View view, Hash hash) {
        return Ballot.notarize(world().committee().epoch(), view, hash);
    }

    private Signature sign(Ballot ballot) {
        return signer.sign(ballot.digest(world().committee().genesisHash()));
    }
}
