package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;

/** The votes of one view: one slot per sender and kind, so that no sender can fill the memory. All have been verified. */
final class VoteBook {
    private final Map<Kind, TreeMap<Integer, Vote>> slots = new EnumMap<>(Kind.class);
    private final BitSet reported = new BitSet();

    /** What {@code signer} said of this kind. */
    Optional<Vote> vote(Kind kind, int signer) {
        TreeMap<Integer, Vote> votes = slots.get(kind);
        return votes == null ? Optional.empty() : Optional.ofNullable(votes.get(signer));
    }

    /** Takes a vote into its slot, if that is empty. */
    void put(Vote vote) {
        slots.computeIfAbsent(vote.ballot().kind(), kind -> new TreeMap<>()).putIfAbsent(vote.signer(), vote);
    }

    /** Whether this very signature of this ballot is already here, so need not be verified again. */
    boolean contains(Ballot ballot, Seal seal) {
        Optional<Vote> known = vote(ballot.kind(), seal.signer());
        return known.isPresent()
                && known.orElseThrow().ballot().equals(ballot)
                && known.orElseThrow().seal().signature().equals(seal.signature());
    }

    /** The vote of the same signer that an honest one would not have given as well as {@code vote}. */
    Optional<Vote> rival(Vote vote) {
        Optional<Vote> sameKind = vote(vote.ballot().kind(), vote.signer());
        if (sameKind.isPresent() && !sameKind.orElseThrow().ballot().equals(vote.ballot())) {
            return sameKind;
        }
        return switch (vote.ballot().kind()) {
            case NOTARIZE -> Optional.empty();
            case NULLIFY -> vote(Kind.FINALIZE, vote.signer());
            case FINALIZE -> vote(Kind.NULLIFY, vote.signer());
        };
    }

    /** Evidence against {@code signer} was reported for this view. */
    void report(int signer) {
        reported.set(signer);
    }

    boolean hasReported(int signer) {
        return reported.get(signer);
    }

    /** A certificate of {@code ballot} if {@code quorum} votes for it are here. */
    Optional<Certificate> tally(Ballot ballot, int quorum) {
        @Nullable TreeMap<Integer, Vote> votes = slots.get(ballot.kind());
        if (votes == null || votes.size() < quorum) {
            return Optional.empty();
        }
        List<Seal> seals = new ArrayList<>(votes.size());
        for (Vote vote : votes.values()) {
            if (vote.ballot().equals(ballot)) {
                seals.add(vote.seal());
            }
        }
        return seals.size() < quorum ? Optional.empty() : Optional.of(new Certificate(ballot, seals));
    }
}
