package org.tallystick.consensus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.View;

/** Rebuilds the state that a vote log describes above a final block (specification §6). */
final class Recovery {
    private final Parts parts;
    private View current;
    private View silentThrough = View.ZERO;

    private Recovery(Parts parts) {
        this.parts = parts;
        this.current = parts.rounds().tip().view().next();
    }

    /**
     * A protocol that stands where the log ends and has not begun.
     *
     * @throws IllegalArgumentException if the log is another key's, or contradicts itself
     */
    static Protocol replay(Parts parts, List<LogRecord> log) {
        Recovery recovery = new Recovery(parts);
        for (LogRecord record : log) {
            recovery.take(record);
        }
        recovery.restoreProposals();
        return new Protocol(parts, new Voter(parts, recovery.seat()), recovery.current);
    }

    private void take(LogRecord record) {
        if (!record.view().isAfter(parts.rounds().tip().view())) {
            return;
        }
        switch (record) {
            case LogRecord.Voted voted -> vote(voted.vote());
            case LogRecord.Body body -> body(body.block());
            case LogRecord.Certified certified -> {
                parts.rounds().at(certified.view()).add(certified.certificate());
                reach(certified.view().next());
            }
            case LogRecord.Abstain abstain -> {
                if (abstain.view().isAfter(silentThrough)) {
                    silentThrough = abstain.view();
                }
            }
        }
    }

    private void vote(Vote vote) {
        OptionalInt self = parts.setup().index();
        if (self.isEmpty() || self.getAsInt() != vote.signer()) {
            throw new IllegalArgumentException("the vote log holds votes of authority " + vote.signer());
        }
        Round round = parts.rounds().at(vote.view());
        round.votes().rival(vote).ifPresent(first -> {
            throw new IllegalArgumentException("the vote log contradicts itself: " + first + ", " + vote);
        });
        round.votes().put(vote);
        if (vote.ballot().kind() != Kind.NULLIFY) {
            // Others may build on it, or have it certified, whether or not this node ever sees the certificate.
            parts.blocks().require(vote.ballot().blockHash(), vote.view());
        }
        reach(vote.view());
    }

    private void body(Block block) {
        Round round = parts.rounds().at(block.header().view());
        round.logBodyOnce(block.hash());
        parts.blocks().holdOwn(block);
    }

    private void reach(View view) {
        if (view.isAfter(current)) {
            current = view;
        }
    }

    /** What this node proposed in the view it is in must be sent again as it was. */
    private void restoreProposals() {
        Optional<Round> round = parts.rounds().find(current);
        OptionalInt self = parts.setup().index();
        if (round.isEmpty() || self.isEmpty()) {
            return;
        }
        round.orElseThrow()
                .votes()
                .vote(Kind.NOTARIZE, self.getAsInt())
                .flatMap(vote -> parts.blocks().block(vote.ballot().blockHash()))
                .ifPresent(block -> parts.rounds()
                        .viewOf(block.header().parentHash())
                        .map(view ->
                                new Candidate(new Parent(view, block.header().parentHash()), block))
                        .ifPresent(round.orElseThrow()::add));
    }

    private Optional<Seat> seat() {
        OptionalInt self = parts.setup().index();
        return self.isEmpty()
                ? Optional.empty()
                : parts.setup()
                        .signer()
                        .map(signer -> new Seat(parts.committee(), self.getAsInt(), signer, silentThrough));
    }
}
