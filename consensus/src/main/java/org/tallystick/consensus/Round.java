package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** All that is known about one view that is not final yet. */
final class Round {
    /** The first proposal, and a second as evidence against the leader: more say nothing new. */
    private static final int MAX_CANDIDATES = 2;

    private final View view;
    private final VoteBook votes = new VoteBook();
    private final Map<Kind, Certificate> certificates = new EnumMap<>(Kind.class);
    private final List<Candidate> candidates = new ArrayList<>(1);
    private final Set<Hash> loggedBodies = new HashSet<>(2);
    private boolean leaderEquivocated;
    private boolean refused;
    private @Nullable Parent building;

    Round(View view) {
        this.view = view;
    }

    View view() {
        return view;
    }

    VoteBook votes() {
        return votes;
    }

    Optional<Certificate> certificate(Kind kind) {
        return Optional.ofNullable(certificates.get(kind));
    }

    boolean has(Kind kind) {
        return certificates.containsKey(kind);
    }

    void add(Certificate certificate) {
        certificates.putIfAbsent(certificate.ballot().kind(), certificate);
    }

    /** A certificate that can't stand beside one of {@code kind} unless more than {@code f} authorities lie. */
    Optional<Certificate> rival(Kind kind) {
        return switch (kind) {
            case NOTARIZE -> Optional.empty();
            case NULLIFY -> certificate(Kind.FINALIZE);
            case FINALIZE -> certificate(Kind.NULLIFY);
        };
    }

    /** The certificate that shows a quorum behind this view's block, the stronger one first. */
    Optional<Certificate> blockCertificate() {
        return certificate(Kind.FINALIZE).or(() -> certificate(Kind.NOTARIZE));
    }

    /** The block that a quorum notarized or finalized. */
    Optional<Hash> certifiedBlock() {
        return blockCertificate().map(certificate -> certificate.ballot().blockHash());
    }

    /** In order of arrival, at most two. */
    List<Candidate> candidates() {
        return List.copyOf(candidates);
    }

    boolean hasCandidate(Hash hash) {
        return candidates.stream()
                .anyMatch(candidate -> candidate.block().hash().equals(hash));
    }

    boolean hasRoomForCandidate() {
        return candidates.size() < MAX_CANDIDATES;
    }

    void add(Candidate candidate) {
        if (hasRoomForCandidate() && !hasCandidate(candidate.block().hash())) {
            candidates.add(candidate);
        }
    }

    boolean leaderEquivocated() {
        return leaderEquivocated;
    }

    void noteEquivocation() {
        leaderEquivocated = true;
    }

    /** True the first time for each block: then it has yet to be written to the vote log. */
    boolean logBodyOnce(Hash hash) {
        return loggedBodies.add(hash);
    }

    /** True the first time: this view's final block can't be executed here, which is reported once. */
    boolean refuseOnce() {
        boolean first = !refused;
        refused = true;
        return first;
    }

    /** The parent on which the host was asked to build. */
    Optional<Parent> building() {
        return Optional.ofNullable(building);
    }

    void build(Parent parent) {
        building = parent;
    }
}
