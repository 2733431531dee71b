package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.consensus.Message.Proposal;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/**
 * This node's own voice. Every vote goes through here: it is allowed by the {@link Rules}, written to the log together with
 * the block it is for, sent, and put into its slot; the caller counts the ballot. A node without a seat says nothing.
 */
final class Voter {
    /** Earlier finalize votes that are said again: each makes all before it final as well. */
    private static final int MAX_EARLIER = 16;

    private final Parts parts;
    private final Optional<Seat> seat;

    Voter(Parts parts, Optional<Seat> seat) {
        this.parts = parts;
        this.seat = seat;
    }

    boolean hasSeat() {
        return seat.isPresent();
    }

    /** Whether this node is the leader of {@code view}. */
    boolean leads(View view) {
        return seat.isPresent() && seat.orElseThrow().leads(view);
    }

    /** Whether this node is the leader of the round and still free to propose in it. */
    boolean mayPropose(Round round) {
        return leads(round.view()) && seat.orElseThrow().speaksIn(round.view()) && mayNotarize(round);
    }

    /** Whether a notarization vote is still open; for a node that never votes it is, as it follows all the same. */
    boolean mayNotarize(Round round) {
        return parts.rules().mayNotarize(own(round));
    }

    /** The leader's block, which is its vote for it as well. */
    Optional<Ballot> propose(Round round, Candidate candidate) {
        if (!mayPropose(round)) {
            return Optional.empty();
        }
        logBody(round, candidate.block());
        Vote vote = cast(round, notarization(candidate.block()));
        parts.out().send(proposal(candidate, vote));
        return Optional.of(vote.ballot());
    }

    Optional<Ballot> notarize(Round round, Block block) {
        if (!speaksIn(round) || !mayNotarize(round)) {
            return Optional.empty();
        }
        logBody(round, block);
        return say(round, notarization(block));
    }

    /** Whether this node voted to skip the view. */
    boolean gaveUp(Round round) {
        return own(round).nullified();
    }

    Optional<Ballot> nullify(Round round) {
        if (!speaksIn(round) || !parts.rules().mayNullify(own(round))) {
            return Optional.empty();
        }
        return say(round, Ballot.nullify(parts.committee().epoch(), round.view()));
    }

    /** Rule 3, for the block that the round's notarization names. */
    Optional<Ballot> finalizeVote(Round round, Certificate notarization) {
        Hash hash = notarization.ballot().blockHash();
        if (!speaksIn(round)
                || !parts.blocks().isExecuted(hash)
                || !parts.rules().mayFinalize(own(round), round.leaderEquivocated())) {
            return Optional.empty();
        }
        parts.blocks().block(hash).ifPresent(block -> logBody(round, block));
        return say(round, Ballot.finalize(parts.committee().epoch(), round.view(), hash));
    }

    /** Rule 6: this node's votes of {@code current}, and the newest of those that may still make an earlier block final. */
    List<Message> openVotes(View current) {
        List<Message> votes = new ArrayList<>();
        int earlier = 0;
        for (Round round : parts.rounds().newestFirst()) {
            if (round.view().equals(current)) {
                own(round, Kind.NOTARIZE).map(vote -> asSent(round, vote)).ifPresent(votes::add);
                own(round, Kind.NULLIFY).ifPresent(votes::add);
            }
            Optional<Vote> finalization = own(round, Kind.FINALIZE);
            if (finalization.isPresent() && earlier < MAX_EARLIER) {
                earlier++;
                votes.add(finalization.orElseThrow());
            }
        }
        return votes;
    }

    /** The leader's vote travels with its block. */
    private Message asSent(Round round, Vote vote) {
        if (!leads(round.view())) {
            return vote;
        }
        for (Candidate candidate : round.candidates()) {
            if (candidate.block().hash().equals(vote.ballot().blockHash())) {
                return proposal(candidate, vote);
            }
        }
        return vote;
    }

    private Proposal proposal(Candidate candidate, Vote vote) {
        List<Certificate> all = parts.rounds().justification(candidate.parent(), vote.view());
        // Past the limit the newest ones go: older views are explained by re-sending and by catching up.
        List<Certificate> newest = all.subList(Math.max(0, all.size() - Message.MAX_JUSTIFICATION), all.size());
        return new Proposal(
                candidate.parent().view(), candidate.block(), vote.seal().signature(), newest);
    }

    private Optional<Ballot> say(Round round, Ballot ballot) {
        Vote vote = cast(round, ballot);
        parts.out().send(vote);
        return Optional.of(ballot);
    }

    private Vote cast(Round round, Ballot ballot) {
        Vote vote = seat.orElseThrow().sign(ballot);
        parts.out().persist(new LogRecord.Voted(vote));
        parts.health().heard(vote.signer(), vote.view());
        round.votes().put(vote);
        return vote;
    }

    /** Before the first vote for a block, its body: a quorum that notarized a block can always serve it again. */
    private void logBody(Round round, Block block) {
        parts.blocks().require(block.hash(), round.view());
        if (round.logBodyOnce(block.hash())) {
            parts.out().persist(new LogRecord.Body(block));
        }
    }

    private Ballot notarization(Block block) {
        return Ballot.notarize(parts.committee().epoch(), block.header().view(), block.hash());
    }

    private boolean speaksIn(Round round) {
        return seat.isPresent() && seat.orElseThrow().speaksIn(round.view());
    }

    private OwnVotes own(Round round) {
        return new OwnVotes(
                own(round, Kind.NOTARIZE).isPresent(),
                own(round, Kind.NULLIFY).isPresent(),
                own(round, Kind.FINALIZE).isPresent());
    }

    private Optional<Vote> own(Round round, Kind kind) {
        return seat.flatMap(place -> round.votes().vote(kind, place.index()));
    }
}
