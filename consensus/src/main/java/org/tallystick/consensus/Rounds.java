package org.tallystick.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.tallystick.ledger.block.Ballot.Kind;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.View;

/** The views after the newest final block, and which of their blocks may be built on. */
final class Rounds {
    private final NavigableMap<View, Round> open = new TreeMap<>();
    private FinalTip tip;

    Rounds(FinalTip tip) {
        this.tip = tip;
    }

    FinalTip tip() {
        return tip;
    }

    /** Forgets all views up to that of the new tip. */
    void moveTip(FinalTip newTip) {
        tip = newTip;
        open.headMap(newTip.view(), true).clear();
    }

    /** The round of {@code view}, created if need be. */
    Round at(View view) {
        if (!view.isAfter(tip.view())) {
            throw new IllegalArgumentException("view " + view + " is final");
        }
        return open.computeIfAbsent(view, Round::new);
    }

    Optional<Round> find(View view) {
        return Optional.ofNullable(open.get(view));
    }

    /** All there are, the newest first. */
    List<Round> newestFirst() {
        return List.copyOf(open.descendingMap().values());
    }

    /** The highest certified block whose view is followed only by nullified views up to {@code view} (rule 1). */
    Optional<Parent> parentFor(View view) {
        for (long v = view.value() - 1; v > tip.view().value(); v--) {
            Round round = open.get(View.of(v));
            if (round == null) {
                return Optional.empty();
            }
            Optional<Hash> certified = round.certifiedBlock();
            if (certified.isPresent()) {
                return Optional.of(new Parent(round.view(), certified.orElseThrow()));
            }
            if (!round.has(Kind.NULLIFY)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Parent(tip.view(), tip.hash()));
    }

    /** Whether {@code parent} is certified or final, and every view between it and {@code view} nullified. */
    boolean leadsTo(Parent parent, View view) {
        if (!isCertified(parent)) {
            return false;
        }
        for (long v = view.value() - 1; v > parent.view().value(); v--) {
            Round round = open.get(View.of(v));
            if (round == null || !round.has(Kind.NULLIFY)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCertified(Parent parent) {
        if (parent.view().equals(tip.view())) {
            return parent.hash().equals(tip.hash());
        }
        return find(parent.view())
                .flatMap(Round::certifiedBlock)
                .filter(parent.hash()::equals)
                .isPresent();
    }

    /** The certificates that let anyone judge a block of {@code view} on {@code parent}, in ascending order of view. */
    List<Certificate> justification(Parent parent, View view) {
        List<Certificate> certificates = new ArrayList<>();
        if (parent.view().equals(tip.view())) {
            tip.finalization().ifPresent(certificates::add);
        } else {
            find(parent.view()).flatMap(Round::blockCertificate).ifPresent(certificates::add);
        }
        for (Round round : open.subMap(parent.view(), false, view, false).values()) {
            round.certificate(Kind.NULLIFY).ifPresent(certificates::add);
        }
        return certificates;
    }

    /** The view in which {@code hash} was certified, if it is known here. */
    Optional<View> viewOf(Hash hash) {
        if (hash.equals(tip.hash())) {
            return Optional.of(tip.view());
        }
        return newestFirst().stream()
                .filter(round -> round.certifiedBlock().filter(hash::equals).isPresent())
                .map(Round::view)
                .findFirst();
    }

    /**
     * The certificates that bring anyone to where this node is, in ascending order of view: the last finalization, the
     * newest certified block after it, what skipped the views since, and finalizations not carried out yet.
     */
    List<Certificate> explanation() {
        List<Certificate> newestFirst = new ArrayList<>();
        boolean based = false;
        for (Round round : open.descendingMap().values()) {
            round.certificate(Kind.FINALIZE).ifPresent(newestFirst::add);
            if (!based) {
                round.certificate(Kind.NOTARIZE)
                        .or(() -> round.certificate(Kind.NULLIFY))
                        .ifPresent(newestFirst::add);
                based = round.certifiedBlock().isPresent();
            }
        }
        tip.finalization().ifPresent(newestFirst::add);
        return newestFirst.reversed();
    }
}
