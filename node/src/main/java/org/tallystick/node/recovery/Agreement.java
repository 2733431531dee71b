package org.tallystick.node.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

/**
 * What follows from where all authorities stand, when more of them have lost their votes than may be silent: all of them vote
 * to skip the views between the newest block that any of them knows to be notarized and the first view that none of them can
 * have voted in. Why that contradicts nothing final stands in docs/decisions/begin-again-together.md.
 *
 * @param id of the statements that it follows from
 * @param standings one per authority, in order
 * @param base the view of the newest block that may be final
 * @param notarization of that block, unless a ledger holds it
 * @param last the last view to skip
 */
public record Agreement(
        Hash id, Genesis genesis, List<Standing> standings, View base, Optional<Certificate> notarization, View last) {

    /** More views than these come from a recovery that went far beyond what was needed. */
    static final long MAX_VIEWS = 4_096;

    /** @throws AgreementException if the files are not one statement of each authority, or it is not safe to go on */
    static Agreement of(Genesis genesis, List<SignedFile> files, Verifier verifier) {
        Hash genesisHash = genesis.hash();
        AuthoritySet authorities = genesis.authorities();
        List<Standing> standings = oneOfEach(authorities, files, Standing::decode, Standing::authority, verifier);
        for (Standing each : standings) {
            String name = authorities.get(each.authority()).name();
            require(each.genesisHash().equals(genesisHash), "The statement of " + name + " is of another network.");
            require(
                    each.notarization()
                            .map(shown -> shown.ballot().kind() != Ballot.Kind.NULLIFY
                                    && shown.ballot().view().isAfter(each.view())
                                    && shown.verifies(authorities, genesisHash, verifier))
                            .orElse(true),
                    "The statement of " + name + " shows a certificate that is not valid.");
        }
        requireOneChain(standings);
        long lost = standings.stream().filter(Standing::votesLost).count();
        require(
                lost < authorities.quorum(),
                lost + " of " + authorities.size() + " authorities lost their votes. A quorum of them may have made a"
                        + " block final that nobody remembers: there is no safe way to go on.");
        Optional<Certificate> notarization = standings.stream()
                .flatMap(each -> each.notarization().stream())
                .max(Comparator.comparing(shown -> shown.ballot().view()));
        View stored = max(standings.stream().map(Standing::view).toList());
        View base = notarization
                .map(shown -> shown.ballot().view())
                .filter(view -> view.isAfter(stored))
                .orElse(stored);
        // A view is entered with a quorum of the one before, in which one who remembers took part.
        View last = max(standings.stream().map(Standing::reached).toList()).next();
        require(
                last.isAfter(base),
                "A ledger is said to be at view " + base
                        + ", which is past every view that anyone reached: one of the files is not true.");
        require(
                last.value() - base.value() <= MAX_VIEWS,
                "The views from " + base + " to " + last
                        + " are too many to skip: some node was told to keep silent far" + " longer than needed.");
        return new Agreement(
                id(files),
                genesis,
                standings,
                base,
                notarization.filter(shown -> shown.ballot().view().isAfter(stored)),
                last);
    }

    /** Two final blocks at one height: the network is broken already. */
    private static void requireOneChain(List<Standing> standings) {
        for (Standing one : standings) {
            for (Standing other : standings) {
                require(
                        !one.height().equals(other.height()) || one.hash().equals(other.hash()),
                        "Two authorities hold different final blocks at height " + one.height()
                                + ". Stop and compare the ledgers.");
            }
        }
    }

    private static View max(List<View> views) {
        return views.stream().max(View::compareTo).orElse(View.ZERO);
    }

    private static Hash id(List<SignedFile> files) {
        return Sha256.of(files.stream()
                .map(file -> file.content().toByteArray())
                .sorted(Arrays::compareUnsigned)
                .toArray(byte[][]::new));
    }

    /** The contents, in the order of the authorities. */
    private static <T> List<T> oneOfEach(
            AuthoritySet authorities,
            List<SignedFile> files,
            Function<BorshReader, T> decoder,
            ToIntFunction<T> authority,
            Verifier verifier) {
        SortedMap<Integer, T> contents = new TreeMap<>();
        for (SignedFile file : files) {
            T content = file.decoded(decoder);
            int index = authority.applyAsInt(content);
            require(index < authorities.size(), "A file is of an authority that the network does not have.");
            String name = authorities.get(index).name();
            require(
                    file.isSignedBy(authorities.get(index).publicKey(), verifier),
                    "The signature of " + name + " is wrong.");
            require(contents.put(index, content) == null, "There are two files of " + name + ".");
        }
        for (int i = 0; i < authorities.size(); i++) {
            require(
                    contents.containsKey(i),
                    "The file of " + authorities.get(i).name() + " is missing: all are needed.");
        }
        return List.copyOf(contents.values());
    }

    /** What this authority's vote to skip each view from {@code base} on says, in ascending order of view. */
    List<Ballot> ballots() {
        return ballots(base, last);
    }

    private static List<Ballot> ballots(View base, View last) {
        List<Ballot> ballots = new ArrayList<>();
        for (View view = base.next(); !view.isAfter(last); view = view.next()) {
            ballots.add(Ballot.nullify(Epoch.ZERO, view));
        }
        return ballots;
    }

    /** The certificates that all authorities' consents make, by which any node gets to the view after {@link #last}. */
    static List<Certificate> certificates(Genesis genesis, List<SignedFile> files, Verifier verifier) {
        AuthoritySet authorities = genesis.authorities();
        List<Consent> consents = oneOfEach(authorities, files, Consent::decode, Consent::authority, verifier);
        Consent first = consents.getFirst();
        for (Consent each : consents) {
            require(
                    each.agreement().equals(first.agreement()),
                    "The files are not of one agreement: all must have signed the same statements.");
        }
        List<Certificate> certificates =
                new ArrayList<>(first.notarization().stream().toList());
        List<Ballot> ballots = ballots(first.base(), first.last());
        for (int i = 0; i < ballots.size(); i++) {
            List<Seal> seals = new ArrayList<>();
            for (Consent each : consents) {
                require(each.signatures().size() == ballots.size(), "A file has not the votes that it promises.");
                seals.add(new Seal(each.authority(), each.signatures().get(i)));
            }
            certificates.add(new Certificate(ballots.get(i), seals));
        }
        for (Certificate each : certificates) {
            require(each.verifies(authorities, genesis.hash(), verifier), "A file holds a vote that is not valid.");
        }
        return certificates;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AgreementException(otherwise);
        }
    }
}
