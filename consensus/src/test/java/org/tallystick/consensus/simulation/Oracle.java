package org.tallystick.consensus.simulation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.consensus.Committee;
import org.tallystick.consensus.Message;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Signature;

/**
 * Knows everything: each vote that an honest authority ever sent, each block that anyone proposed, each block that an honest
 * node holds final, crashes or not. Restates specification §3 and §4 over that knowledge, in the manner of the TLA+ model and
 * with none of the implementation's rules: a certificate can exist when the honest votes cast and all liars together are
 * enough for it.
 */
public final class Oracle {
    private final Set<Integer> liars;
    private final int enough;
    private final Hash genesisHash;
    private final SimulatedKeys keys = new SimulatedKeys();
    private final boolean lenient;
    private final Map<Long, EnumMap<Kind, Map<Integer, Cast>>> votes = new HashMap<>();
    private final Map<Hash, Block> proposed = new HashMap<>();
    private final Map<Long, Hash> chain = new HashMap<>();
    private long highestCertified;

    private record Cast(Hash block, Signature signature) {}

    /**
     * @param liars the authorities whose word counts for nothing
     * @param lenient looks only at what becomes final, for software whose certificates are known to be worth nothing
     */
    public Oracle(Committee committee, Set<Integer> liars, boolean lenient) {
        int n = committee.authorities().size();
        this.liars = Set.copyOf(liars);
        this.enough = n - (n - 1) / 3;
        this.genesisHash = committee.genesisHash();
        this.lenient = lenient;
    }

    /** An honest node says this, for the first time or again. */
    public void said(int leaderOfItsView, Message message) {
        switch (message) {
            case Message.Vote(Ballot ballot, Seal seal) -> voted(ballot, seal);
            case Message.Certified(Certificate certificate) -> shown(certificate);
            case Message.Proposal proposal -> {
                overheard(proposal);
                Ballot ballot = Ballot.notarize(
                        proposal.block().header().epoch(),
                        proposal.block().header().view(),
                        proposal.block().hash());
                voted(ballot, new Seal(leaderOfItsView, proposal.signature()));
                proposal.justification().forEach(this::shown);
            }
        }
    }

    /** Somebody, honest or not, proposed this. */
    public void overheard(Message.Proposal proposal) {
        proposed.put(proposal.block().hash(), proposal.block());
    }

    /** An honest node has evidence against this authority. */
    public void accused(int authority) {
        require(liars.contains(authority), "there is evidence against authority " + authority + ", which is honest");
    }

    private void voted(Ballot ballot, Seal seal) {
        if (liars.contains(seal.signer())) {
            return;
        }
        long view = ballot.view().value();
        Cast cast = new Cast(ballot.blockHash(), seal.signature());
        Cast before = castBy(ballot.kind(), view).putIfAbsent(seal.signer(), cast);
        if (before != null) {
            require(before.block.equals(cast.block), "voted twice: " + before.block + ", then " + ballot);
            require(before.equals(cast), "a vote was sent again with another signature: " + ballot);
            return;
        }
        String what = "authority " + seal.signer() + " sent " + ballot.kind();
        switch (ballot.kind()) {
            case NOTARIZE -> {
                require(!hasCast(Kind.NULLIFY, view, seal.signer()), what + " after NULLIFY in view " + view);
                requireJustified(ballot, what);
            }
            case NULLIFY ->
                require(!hasCast(Kind.FINALIZE, view, seal.signer()), what + " after FINALIZE in view " + view);
            case FINALIZE -> {
                require(!hasCast(Kind.NULLIFY, view, seal.signer()), what + " after NULLIFY in view " + view);
                requireStrictly(can(Kind.NOTARIZE, view, ballot.blockHash()), what + " without a notarization");
            }
        }
        requireStrictly(
                view == 1 || highestCertified >= view - 1, what + " in view " + view + ", which nothing leads to");
        if (can(ballot.kind(), view, ballot.blockHash())) {
            highestCertified = Math.max(highestCertified, view);
            requireNoRival(ballot);
        }
    }

    /** The proposal's parent is certified, and every view between is skipped. */
    private void requireJustified(Ballot ballot, String what) {
        Block block = proposed.get(ballot.blockHash());
        Block known = block == null ? null : proposed.get(block.header().parentHash());
        if (block == null || (known == null && block.height().value() > 1)) {
            // Its leader crashed after it had signed the proposal and before it sent it.
            return;
        }
        Hash parent = block.header().parentHash();
        long parentView = known == null ? 0 : known.header().view().value();
        requireStrictly(
                known == null || can(Kind.NOTARIZE, parentView, parent) || can(Kind.FINALIZE, parentView, parent),
                what + " for a block whose parent is not justified");
        for (long skipped = parentView + 1; skipped < ballot.view().value(); skipped++) {
            requireStrictly(
                    can(Kind.NULLIFY, skipped, Hash.ZERO), what + ", skipping view " + skipped + ", not justified");
        }
    }

    private void requireNoRival(Ballot ballot) {
        long view = ballot.view().value();
        switch (ballot.kind()) {
            case NOTARIZE ->
                requireStrictly(
                        castBy(Kind.NOTARIZE, view).values().stream()
                                        .map(Cast::block)
                                        .distinct()
                                        .filter(block -> can(Kind.NOTARIZE, view, block))
                                        .count()
                                == 1,
                        "two blocks can be notarized in view " + view);
            case NULLIFY, FINALIZE -> {
                boolean finalizable = castBy(Kind.FINALIZE, view).values().stream()
                        .anyMatch(cast -> can(Kind.FINALIZE, view, cast.block));
                requireStrictly(
                        !(finalizable && can(Kind.NULLIFY, view, Hash.ZERO)),
                        "view " + view + " can be both final and skipped");
            }
        }
    }

    /** An honest node passes this on: enough have signed it, and those who are honest were free to. */
    private void shown(Certificate certificate) {
        if (lenient) {
            return;
        }
        Ballot ballot = certificate.ballot();
        Set<Integer> signers = new HashSet<>();
        byte[] message = ballot.digest(genesisHash).toByteArray();
        for (Seal seal : certificate.seals()) {
            signers.add(seal.signer());
            require(
                    keys.verify(SimulatedKeys.signer(seal.signer()).publicKey(), message, seal.signature()),
                    "a certificate that does not verify: " + ballot + " by " + seal.signer());
            // Nobody else can sign so: it is a vote, though perhaps one that was logged and not sent before a crash.
            voted(ballot, seal);
        }
        require(signers.size() >= enough, "a certificate that does not verify, too few signed: " + ballot);
    }

    /** An honest node holds these blocks final. */
    public void finalized(List<Block> blocks, Certificate certificate) {
        Block last = blocks.getLast();
        require(
                certificate.ballot().kind() == Kind.FINALIZE
                        && certificate.ballot().blockHash().equals(last.hash()),
                "a certificate of something else made " + last + " final");
        shown(certificate);
        blocks.forEach(this::finalized);
    }

    private void finalized(Block block) {
        Hash before = chain.putIfAbsent(block.height().value(), block.hash());
        require(before == null || before.equals(block.hash()), "two final blocks at height " + block.height());
        Hash parent = chain.get(block.height().value() - 1);
        require(
                parent == null || parent.equals(block.header().parentHash()),
                "final block at height " + block.height() + " does not stand on the final one below");
    }

    private Map<Integer, Cast> castBy(Kind kind, long view) {
        return votes.computeIfAbsent(view, any -> new EnumMap<>(Kind.class))
                .computeIfAbsent(kind, any -> new HashMap<>());
    }

    private boolean hasCast(Kind kind, long view, int authority) {
        return castBy(kind, view).containsKey(authority);
    }

    /** Whether such a certificate may exist. */
    private boolean can(Kind kind, long view, Hash block) {
        long honest = castBy(kind, view).values().stream()
                .filter(cast -> cast.block.equals(block))
                .count();
        return honest + liars.size() >= enough;
    }

    private void requireStrictly(boolean condition, String otherwise) {
        require(lenient || condition, otherwise);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Violation(otherwise);
        }
    }
}
