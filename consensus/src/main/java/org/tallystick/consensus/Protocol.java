package org.tallystick.consensus;

import java.util.List;
import java.util.Optional;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** The rules themselves (specification §3), for input that {@link Inbox} has checked. */
final class Protocol {
    private final Parts parts;
    private final Rounds rounds;
    private final BlockTree blocks;
    private final Outbox out;
    private final Voter voter;
    private final LeaderHealth health;
    private final Pacemaker pacemaker;
    private View current;
    private long nullifiedViews;

    /** @param current the view to begin in; nothing happens before {@link #begin} */
    Protocol(Parts parts, Voter voter, View current) {
        this.parts = parts;
        this.rounds = parts.rounds();
        this.blocks = parts.blocks();
        this.out = parts.out();
        this.voter = voter;
        this.health = parts.health();
        Timeouts timeouts = parts.setup().timeouts();
        int maxFaulty = parts.committee().authorities().maxFaulty();
        Patience patience = new Patience(timeouts, maxFaulty, rounds.tip().view(), current);
        this.pacemaker = new Pacemaker(timeouts, patience, out);
        this.current = current;
        health.timeIs(rounds.tip().timeMs());
    }

    View current() {
        return current;
    }

    LeaderHealth health() {
        return health;
    }

    int patience() {
        return pacemaker.patience().level();
    }

    long nullifiedViews() {
        return nullifiedViews;
    }

    Viewport viewport() {
        return new Viewport(rounds.tip().view(), current);
    }

    /** Takes up work after a (re)start: nothing was sent or asked for yet. */
    void begin() {
        for (Round round : rounds.newestFirst()) {
            round.certifiedBlock().ifPresent(hash -> blocks.require(hash, round.view()));
        }
        enter(current);
    }

    /** Rule 1. */
    private void enter(View view) {
        current = view;
        boolean leaderAway = !voter.leads(view) && health.isAway(view);
        if (voter.hasSeat()) {
            pacemaker.enter(view, leaderAway);
        }
        // What nobody voted for within a whole round of leaders will not be missed; it can be fetched again.
        blocks.dropUnless(View.of(Math.max(0, view.value() - parts.committee().size())));
        if (leaderAway) {
            nullify(rounds.at(view));
        }
        if (view.equals(current)) {
            reconsider();
        }
    }

    /** A proposal of the leader of an open view up to the current one, the first or second there, with its vote. */
    void proposed(Candidate candidate, Vote leadersVote) {
        Round round = rounds.at(leadersVote.view());
        round.add(candidate);
        blocks.hold(candidate.block());
        if (round.view().equals(current)) {
            pacemaker.proposalArrived();
        }
        round.votes().put(leadersVote);
        count(round, leadersVote.ballot());
        reconsider();
    }

    /** A vote has been put into its slot: it may complete a certificate. */
    void count(Round round, Ballot ballot) {
        if (!round.has(ballot.kind())) {
            round.votes().tally(ballot, parts.quorum()).ifPresent(this::certified);
        }
    }

    /** Rules 3 and 5: a certificate that is news, verified or counted here. */
    void certified(Certificate certificate) {
        View view = certificate.ballot().view();
        Round round = rounds.at(view);
        round.add(certificate);
        if (voter.hasSeat()) {
            out.send(new Message.Certified(certificate));
        }
        switch (certificate.ballot().kind()) {
            case NOTARIZE -> notarized(round, certificate);
            case NULLIFY -> nullified(round, certificate);
            case FINALIZE -> finalized(round, certificate);
        }
        if (view.isBefore(current)) {
            // It may close a gap below: the current view's proposal or parent may be judged by it.
            reconsider();
        } else {
            enter(view.next());
        }
    }

    private void notarized(Round round, Certificate certificate) {
        out.persist(new LogRecord.Certified(certificate));
        health.succeeded(round.view());
        blocks.require(certificate.ballot().blockHash(), round.view());
        finalizeVote(round);
    }

    private void nullified(Round round, Certificate certificate) {
        out.persist(new LogRecord.Certified(certificate));
        health.missed(round.view());
        nullifiedViews++;
        if (round.view().equals(current)) {
            pacemaker.skipped(round.view());
        }
    }

    private void finalized(Round round, Certificate certificate) {
        health.succeeded(round.view());
        pacemaker.patience().becameFinal(round.view(), voter.gaveUp(round));
        blocks.require(certificate.ballot().blockHash(), round.view());
        settle();
    }

    /** Rules 1 and 2: whatever just changed, it may now be possible to vote or propose in the current view. */
    private void reconsider() {
        View view = current;
        Round round = rounds.at(view);
        for (Candidate candidate : round.candidates()) {
            if (current.equals(view)) {
                consider(round, candidate);
            }
        }
        if (current.equals(view)) {
            build(round);
        }
    }

    /** Rule 2, and rule 4 for a block that is not right. */
    private void consider(Round round, Candidate candidate) {
        if (!voter.mayNotarize(round) || !parts.rules().isJustified(rounds, candidate.parent(), round.view())) {
            return;
        }
        Block block = candidate.block();
        if (blocks.overloads(block)) {
            nullify(round);
            return;
        }
        blocks.want(block.hash(), round.view());
        switch (blocks.standing(block.hash())) {
            case VALID -> voter.notarize(round, block).ifPresent(ballot -> count(round, ballot));
            case UNTIMELY, INVALID -> nullify(round);
            case MISSING, HELD, VERIFYING -> {}
        }
    }

    /** Rule 1, the leader's part: once the parent's state is here. */
    private void build(Round round) {
        if (!voter.mayPropose(round) || round.building().isPresent()) {
            return;
        }
        rounds.parentFor(round.view()).ifPresent(parent -> {
            blocks.require(parent.hash(), parent.view());
            if (blocks.isExecuted(parent.hash())) {
                round.build(parent);
                out.request(new Request.BuildBlock(round.view(), parent.view(), parent.hash()));
            }
        });
    }

    /** The host's block, for the view that it was asked for; the network may have moved on since. */
    void built(View view, Block block) {
        if (!view.equals(current)) {
            return;
        }
        Round round = rounds.at(view);
        Parent parent = round.building().orElseThrow(() -> new IllegalArgumentException("no block was asked for"));
        if (!block.header().view().equals(view) || !block.header().parentHash().equals(parent.hash())) {
            throw new IllegalArgumentException("a block other than the one that was asked for: " + block);
        }
        if (voter.mayPropose(round)) {
            Candidate candidate = new Candidate(parent, block);
            blocks.holdBuilt(block);
            round.add(candidate);
            pacemaker.proposalArrived();
            voter.propose(round, candidate).ifPresent(ballot -> count(round, ballot));
        }
    }

    /** The host's verdict on a block. */
    void verified(Hash hash, Event.Verdict verdict) {
        blocks.verified(hash, verdict).ifPresent(block -> {
            reconsider();
            rounds.find(block.header().view()).ifPresent(this::finalizeVote);
            settle();
        });
    }

    /** A block that was missing, its body checked. */
    void fetched(Block block) {
        blocks.hold(block);
        settle();
        reconsider();
    }

    /** Rule 4: a timer has run out. */
    void timeUp(Timer timer) {
        if (pacemaker.expires(timer)) {
            pacemaker.patience().failed(current);
            nullify(rounds.at(current));
        }
    }

    void transactionsWait(boolean waiting) {
        if (voter.hasSeat()) {
            pacemaker.transactionsWait(waiting);
        }
    }

    /** Synchronisation has gone further than the votes seen here. */
    void finalizedElsewhere(FinalTip tip) {
        if (tip.height().isAfter(rounds.tip().height())) {
            moveTip(tip);
            settle();
        }
    }

    /** Rule 6. Of the certificates the newest, should they be many: a peer further behind asks for the others. */
    void repeatYourself() {
        List<Certificate> all = rounds.explanation();
        for (Certificate certificate : all.subList(Math.max(0, all.size() - Message.MAX_JUSTIFICATION), all.size())) {
            out.send(new Message.Certified(certificate));
        }
        voter.openVotes(current).forEach(out::send);
    }

    private void nullify(Round round) {
        voter.nullify(round).ifPresent(ballot -> {
            pacemaker.stop();
            count(round, ballot);
        });
    }

    private void finalizeVote(Round round) {
        if (!round.has(Kind.FINALIZE)) {
            round.certificate(Kind.NOTARIZE)
                    .flatMap(notarization -> voter.finalizeVote(round, notarization))
                    .ifPresent(ballot -> count(round, ballot));
        }
    }

    /** Rule 5: makes final what a certificate names and this node has executed, the newest such block and its ancestors. */
    private void settle() {
        for (Round round : rounds.newestFirst()) {
            Optional<Certificate> finalization = round.certificate(Kind.FINALIZE);
            if (finalization.isEmpty()) {
                continue;
            }
            Certificate certificate = finalization.orElseThrow();
            Hash hash = certificate.ballot().blockHash();
            List<Block> path = blocks.pathTo(hash);
            if (!path.isEmpty()) {
                out.finalized(new Ready.Finalized(path, certificate));
                moveTip(FinalTip.of(hash, path.getLast().header(), certificate));
                return;
            }
            if (blocks.standing(hash) == HeldBlocks.Standing.INVALID && round.refuseOnce()) {
                out.evidence(new Evidence.RefusedFinality(certificate));
            }
        }
    }

    private void moveTip(FinalTip tip) {
        pacemaker.patience().reached(tip.view());
        health.timeIs(tip.timeMs());
        rounds.moveTip(tip);
        blocks.moveRoot(tip);
        if (!current.isAfter(tip.view())) {
            enter(tip.view().next());
        }
    }
}
