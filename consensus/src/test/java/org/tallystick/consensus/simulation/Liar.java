package org.tallystick.consensus.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Request;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.value.View;

/** An authority that runs the real machine, and may say other things with its key. As it is, one of twins. */
class Liar extends SimulatedNode {
    private final Signer signer;
    private final Set<Long> answered = new HashSet<>();

    Liar(int id, int index, World world, Software software) {
        super(id, OptionalInt.of(index), world, software);
        this.signer = SimulatedKeys.signer(index);
    }

    @Override
    final boolean isHonest() {
        return false;
    }

    /** The proposal that came, the first of its view: were all answered, two liars would answer each other for ever. */
    final Optional<Message.Proposal> news(Message message) {
        return message instanceof Message.Proposal proposal
                        && answered.add(message.view().value())
                ? Optional.of(proposal)
                : Optional.empty();
    }

    final void tellAll(Message message) {
        if (message instanceof Message.Proposal proposal) {
            world().oracle().overheard(proposal);
        }
        peers().forEach(peer -> send(peer, message));
    }

    /** Votes so, whatever it voted before. */
    final void vote(Ballot ballot) {
        tellAll(new Message.Vote(ballot, seal(ballot)));
    }

    final Seal seal(Ballot ballot) {
        return new Seal(index().orElseThrow(), sign(ballot));
    }

    final Signature sign(Ballot ballot) {
        return signer.sign(ballot.digest(world().committee().genesisHash()));
    }

    final Ballot notarization(View view, Hash hash) {
        return Ballot.notarize(world().committee().epoch(), view, hash);
    }

    final Ballot finalization(View view, Hash hash) {
        return Ballot.finalize(world().committee().epoch(), view, hash);
    }

    final Ballot nullification(View view) {
        return Ballot.nullify(world().committee().epoch(), view);
    }

    /** A block on the parent that was asked for. */
    final Block block(Request.BuildBlock request) {
        return blockWork().buildOn(request.parentHash(), request);
    }

    /** As honest as it can be made: with all certificates from the claimed parent on. */
    final Message.Proposal proposal(View parentView, Block block) {
        View view = block.header().view();
        List<Certificate> certificates = machine().orElseThrow().explanation().stream()
                .map(message -> ((Message.Certified) message).certificate())
                .filter(certificate -> !certificate.ballot().view().isBefore(parentView)
                        && certificate.ballot().view().isBefore(view))
                .toList();
        return new Message.Proposal(parentView, block, sign(notarization(view, block.hash())), certificates);
    }
}
