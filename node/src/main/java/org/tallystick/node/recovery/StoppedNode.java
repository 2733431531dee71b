package org.tallystick.node.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.VoteLogRescue;

/** One authority's part in an {@link Agreement}, on the files of its node. While this is open the node can't run. */
public final class StoppedNode {
    private final Genesis genesis;
    private final KeyPair key;
    private final VoteLogRescue votes;
    private final Verifier verifier;
    private final Standing standing;
    private final List<LogRecord> records;

    /** @throws org.tallystick.node.store.StoreException if the ledger can't be read: a damaged one is moved away first */
    public StoppedNode(Genesis genesis, KeyPair key, Path ledger, VoteLogRescue votes, Verifier verifier) {
        this.genesis = genesis;
        this.key = key;
        this.votes = votes;
        this.verifier = verifier;
        this.records = Remains.decoded(votes, genesis.hash());
        int self = genesis.authorities()
                .indexOf(key.publicKey())
                .orElseThrow(() -> new AgreementException("This node's key is none of the authorities'."));
        try (LedgerStore store = LedgerStore.open(ledger, genesis)) {
            var head = store.head();
            this.standing = Standing.of(
                    genesis.hash(), self, votes.state(), records, new Standing.Tip(head.header(), head.hash()));
        }
    }

    /** Where this node stands. */
    public Standing standing() {
        return standing;
    }

    /** Step 1: writes where this node stands. */
    public void state(Path out) throws IOException {
        SignedFile.of(standing, key).write(out);
    }

    /**
     * Step 2: what all statements together mean.
     *
     * @throws AgreementException if they make no agreement, or this node has gone on since it stated where it stands
     */
    public Agreement agreement(List<Path> statements) throws IOException {
        Agreement agreement = Agreement.of(genesis, read(statements), verifier);
        if (!agreement.standings().get(standing.authority()).equals(standing)) {
            throw new AgreementException(
                    "This node stands elsewhere than its statement says: it ran since, or its files"
                            + " were changed. Begin anew, with a new statement of every node.");
        }
        return agreement;
    }

    /** Step 2: votes to skip the views of {@code agreement}, first into this node's own log, then into {@code out}. */
    public void consent(Agreement agreement, Path out) throws IOException {
        List<Bytes> own = new ArrayList<>();
        if (standing.votesLost()) {
            own.add(Bytes.encodingOf(new LogRecord.Abstain(agreement.last())));
        }
        List<Signature> signatures = new ArrayList<>();
        for (Ballot ballot : agreement.ballots()) {
            Signature signature = key.sign(ballot.digest(genesis.hash()));
            signatures.add(signature);
            own.add(Bytes.encodingOf(new LogRecord.Voted(new Vote(ballot, new Seal(standing.authority(), signature)))));
        }
        votes.begin(own);
        SignedFile.of(
                        new Consent(
                                agreement.id(),
                                standing.authority(),
                                agreement.base(),
                                agreement.last(),
                                agreement.notarization(),
                                signatures),
                        key)
                .write(out);
    }

    /**
     * Step 3: the certificates that the consents of all make, so that the node begins in the view after them.
     *
     * @return that view
     */
    public View begin(List<Path> consents) throws IOException {
        List<Certificate> certificates = Agreement.certificates(genesis, read(consents), verifier);
        View last = certificates.getLast().ballot().view();
        boolean consented = records.stream()
                .anyMatch(record -> record instanceof LogRecord.Voted voted
                        && voted.vote().ballot().equals(certificates.getLast().ballot()));
        if (!consented
                || standing.reached().isAfter(last.next())
                || standing.view().isAfter(last)) {
            throw new AgreementException(
                    "This is not the agreement that this node consented to last, or the network has"
                            + " gone on since: start the node, or begin anew with a new statement of every node.");
        }
        votes.begin(certificates.stream()
                .map(each -> Bytes.encodingOf(new LogRecord.Certified(each)))
                .toList());
        return last.next();
    }

    private static List<SignedFile> read(List<Path> paths) throws IOException {
        List<SignedFile> files = new ArrayList<>();
        for (Path each : paths) {
            files.add(SignedFile.read(each));
        }
        return files;
    }
}
