package org.tallystick.consensus.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.consensus.Ready;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** Sees every vote that an honest authority sends and every block that an honest node holds final, crashes or not. */
public final class SafetyChecker {
    private record Slot(int authority, View view, Kind kind) {}

    private final Committee committee;
    private final SimulatedKeys keys = new SimulatedKeys();
    private final Map<Slot, Vote> votes = new HashMap<>();
    private final Map<Long, Hash> chain = new HashMap<>();
    private final Set<Ballot> verified = new HashSet<>();
    private final boolean certificatesVerify;

    public SafetyChecker(Committee committee, boolean certificatesVerify) {
        this.committee = committee;
        this.certificatesVerify = certificatesVerify;
    }

    Committee committee() {
        return committee;
    }

    /** An honest authority's vote left it, for the first time or again. */
    public void sent(Vote vote) {
        Slot slot = new Slot(vote.signer(), vote.view(), vote.ballot().kind());
        Vote before = votes.putIfAbsent(slot, vote);
        if (before == null) {
            first(vote);
        } else if (!before.ballot().equals(vote.ballot())) {
            throw new Violation("voted twice: " + before.ballot() + ", then " + vote.ballot());
        } else if (!before.equals(vote)) {
            throw new Violation("a vote was sent again with another signature: " + vote.ballot());
        }
    }

    private void first(Vote vote) {
        switch (vote.ballot().kind()) {
            case NOTARIZE, FINALIZE -> forbid(Kind.NULLIFY, vote);
            case NULLIFY -> forbid(Kind.FINALIZE, vote);
        }
    }

    private void forbid(Kind earlier, Vote vote) {
        if (votes.containsKey(new Slot(vote.signer(), vote.view(), earlier))) {
            throw new Violation("authority " + vote.signer() + " sent "
                    + vote.ballot().kind() + " after " + earlier + " in view " + vote.view());
        }
    }

    /** An honest node sends this certificate on. */
    public void sent(Certificate certificate) {
        if (certificatesVerify
                && verified.add(certificate.ballot())
                && !certificate.verifies(committee.authorities(), committee.genesisHash(), keys)) {
            throw new Violation("a certificate that does not verify: " + certificate.ballot());
        }
    }

    /** An honest node holds these blocks final. */
    void finalized(Ready.Finalized chainPart) {
        Certificate certificate = chainPart.certificate();
        Block last = chainPart.blocks().getLast();
        if (!certificate
                .ballot()
                .equals(Ballot.finalize(committee.epoch(), last.header().view(), last.hash()))) {
            throw new Violation("a certificate of something else made " + last + " final");
        }
        if (certificatesVerify && !certificate.verifies(committee.authorities(), committee.genesisHash(), keys)) {
            throw new Violation("final without a certificate that verifies: " + last);
        }
        chainPart.blocks().forEach(this::finalized);
    }

    private void finalized(Block block) {
        Hash before = chain.putIfAbsent(block.height().value(), block.hash());
        if (before != null && !before.equals(block.hash())) {
            throw new Violation("two final blocks at height " + block.height());
        }
        Hash parent = chain.get(block.height().value() - 1);
        if (parent != null && !parent.equals(block.header().parentHash())) {
            throw new Violation("final block at height " + block.height() + " does not stand on the final one below");
        }
    }
}
