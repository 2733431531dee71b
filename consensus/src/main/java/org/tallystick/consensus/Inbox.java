package org.tallystick.consensus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.consensus.Message.Proposal;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.value.View;

/**
 * Lets through what is worth acting on. Nothing a peer says is believed before its signature is verified, and no signature
 * is verified before all cheaper questions are settled: is the view open, is the slot empty, would it be news?
 */
final class Inbox {
    private final Parts parts;
    private final Protocol protocol;
    private final OptionalInt self;

    Inbox(Parts parts, Protocol protocol) {
        this.parts = parts;
        this.protocol = protocol;
        this.self = parts.setup().index();
    }

    void receive(OptionalInt from, Message message) {
        switch (message) {
            case Vote vote -> vote(from, vote);
            case Proposal proposal -> proposal(proposal);
            case Message.Certified certified -> accept(certified.certificate());
        }
    }

    private void vote(OptionalInt from, Vote vote) {
        Ballot ballot = vote.ballot();
        if (!ballot.epoch().equals(parts.committee().epoch())) {
            return;
        }
        if (vote.signer() >= parts.committee().size()) {
            parts.out().forgery(Forgery.VOTE);
            return;
        }
        if (isSelf(vote.signer()) || !admits(ballot.view())) {
            return;
        }
        if (from.isPresent() && from.getAsInt() == vote.signer()) {
            // The link says who is there: that is sign of life enough, even when the vote itself is no news.
            protocol.health().heard(vote.signer(), ballot.view());
        }
        Round round = parts.rounds().at(ballot.view());
        Optional<Vote> rival = round.votes().rival(vote);
        if (rival.isPresent()) {
            contradiction(round, rival.orElseThrow(), vote);
        } else if (!round.has(ballot.kind())
                && round.votes().vote(ballot.kind(), vote.signer()).isEmpty()
                && isTrue(vote)) {
            round.votes().put(vote);
            protocol.health().heard(vote.signer(), ballot.view());
            protocol.count(round, ballot);
        }
    }

    /** The second of two votes of which the rules allow one: counted never, reported once. */
    private void contradiction(Round round, Vote first, Vote second) {
        if (!round.votes().hasReported(second.signer()) && isTrue(second)) {
            round.votes().report(second.signer());
            parts.out().evidence(new Evidence.DoubleVote(first, second));
            if (second.ballot().kind() == Kind.NOTARIZE
                    && second.signer() == parts.committee().leader(round.view())) {
                round.noteEquivocation();
            }
        }
    }

    private void proposal(Proposal proposal) {
        Block block = proposal.block();
        View view = proposal.view();
        int leader = parts.committee().leader(view);
        Vote leadersVote = proposal.vote(parts.committee());
        if (block.header().proposer() != leader
                || isSelf(leader)
                || !view.isAfter(proposal.parentView())
                || !isWorthJudging(view, block.hash())) {
            return;
        }
        if (!isSigned(leadersVote.ballot(), leadersVote.seal())) {
            parts.out().forgery(Forgery.PROPOSAL);
            return;
        }
        if (!hasItsTransactions(block)) {
            parts.out().forgery(Forgery.BODY);
            return;
        }
        for (Certificate certificate : proposal.justification()) {
            if (!accept(certificate)) {
                return;
            }
        }
        if (protocol.viewport().admits(view)) {
            protocol.health().heard(leader, view);
        }
        if (view.isAfter(protocol.current())) {
            parts.out().catchUp(view);
        } else if (isWorthJudging(view, block.hash())) {
            Round round = parts.rounds().at(view);
            round.votes().rival(leadersVote).ifPresent(first -> contradiction(round, first, leadersVote));
            take(proposal, leadersVote);
        }
    }

    /** A block of an earlier view is of use only if it is missing; one of the current view may be voted for. */
    private void take(Proposal proposal, Vote leadersVote) {
        if (proposal.view().equals(protocol.current())) {
            Parent parent =
                    new Parent(proposal.parentView(), proposal.block().header().parentHash());
            protocol.proposed(new Candidate(parent, proposal.block()), leadersVote);
        } else if (parts.blocks().lacks(proposal.block().hash())) {
            protocol.fetched(proposal.block());
        }
    }

    /** Whether a proposal of this view could matter and is not known already. */
    private boolean isWorthJudging(View view, Hash hash) {
        if (!view.isAfter(parts.rounds().tip().view())) {
            return false;
        }
        if (view.isBefore(protocol.current())) {
            return parts.blocks().lacks(hash);
        }
        Optional<Round> round = parts.rounds().find(view);
        return round.isEmpty()
                || (round.orElseThrow().hasRoomForCandidate()
                        && !round.orElseThrow().hasCandidate(hash));
    }

    /** A block that some peer says is the one that was asked for. */
    void fetched(Block block) {
        if (!parts.blocks().lacks(block.hash())) {
            return;
        }
        if (hasItsTransactions(block)) {
            protocol.fetched(block);
        } else {
            parts.out().forgery(Forgery.BODY);
        }
    }

    /**
     * The hash covers the header alone. A body that is not the header's says nothing about the block, only about who sent
     * it: it must not count as the block being invalid.
     */
    private static boolean hasItsTransactions(Block block) {
        return MerkleTree.rootOf(block.transactions()).equals(block.header().transactionsRoot());
    }

    /** Takes a certificate if it is news; false if it is not true. */
    private boolean accept(Certificate certificate) {
        Ballot ballot = certificate.ballot();
        if (!ballot.epoch().equals(parts.committee().epoch())) {
            return false;
        }
        if (!ballot.view().isAfter(parts.rounds().tip().view())) {
            return true;
        }
        Optional<Round> round = parts.rounds().find(ballot.view());
        Optional<Certificate> known = round.flatMap(each -> each.certificate(ballot.kind()));
        if (known.isPresent() && known.orElseThrow().ballot().equals(ballot)) {
            return true;
        }
        if (!proves(certificate, round)) {
            parts.out().forgery(Forgery.CERTIFICATE);
            return false;
        }
        Optional<Certificate> rival = known.or(() -> round.flatMap(each -> each.rival(ballot.kind())));
        if (rival.isPresent()) {
            parts.out().evidence(new Evidence.ConflictingCertificates(rival.orElseThrow(), certificate));
            return false;
        }
        protocol.certified(certificate);
        return true;
    }

    /** Whether a quorum signed; votes that came one by one are not verified again. */
    private boolean proves(Certificate certificate, Optional<Round> round) {
        List<Seal> seals = certificate.seals();
        if (seals.size() < parts.quorum()
                || seals.getLast().signer() >= parts.committee().size()) {
            return false;
        }
        for (Seal seal : seals) {
            boolean known = round.isPresent() && round.orElseThrow().votes().contains(certificate.ballot(), seal);
            if (!known && !isSigned(certificate.ballot(), seal)) {
                return false;
            }
        }
        return true;
    }

    private boolean isTrue(Vote vote) {
        boolean signed = isSigned(vote.ballot(), vote.seal());
        if (!signed) {
            parts.out().forgery(Forgery.VOTE);
        }
        return signed;
    }

    private boolean isSigned(Ballot ballot, Seal seal) {
        Committee committee = parts.committee();
        return parts.setup()
                .verifier()
                .verify(
                        committee.authorities().get(seal.signer()).publicKey(),
                        ballot.digest(committee.genesisHash()),
                        seal.signature());
    }

    private boolean admits(View view) {
        Viewport viewport = protocol.viewport();
        if (viewport.isTooFarAhead(view)) {
            parts.out().catchUp(view);
        }
        return viewport.admits(view);
    }

    private boolean isSelf(int authority) {
        return self.isPresent() && self.getAsInt() == authority;
    }
}
