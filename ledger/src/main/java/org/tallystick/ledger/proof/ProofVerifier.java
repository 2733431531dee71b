package org.tallystick.ledger.proof;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.authority.AuthoritySchedule;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.TransactionRules;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerklePath;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.proof.ProofVerdict.Part;
import org.tallystick.ledger.proof.ProofVerdict.Proven;
import org.tallystick.ledger.proof.ProofVerdict.Refuted;
import org.tallystick.ledger.transaction.Transaction;

/** Checks proofs against a genesis alone: no node, no clock. Thread-safe. */
public final class ProofVerifier {
    private final Hash genesisHash;
    private final AuthoritySchedule schedule;
    private final TransactionRules rules;
    private final Verifier verifier;

    public ProofVerifier(Genesis genesis) {
        this(genesis, P256.verifier());
    }

    public ProofVerifier(Genesis genesis, Verifier verifier) {
        this.genesisHash = genesis.hash();
        this.schedule = new AuthoritySchedule(genesis.authorities());
        this.rules = new TransactionRules(genesis);
        this.verifier = verifier;
    }

    /** Checks every part; the verdict names the first that fails. */
    public ProofVerdict verify(ReceiptProof proof) {
        return checkTransaction(proof.transaction())
                .or(() -> checkReceipt(proof))
                .or(() -> checkPaths(proof))
                .or(() -> checkChain(proof.headers()))
                .or(() -> checkFinal(proof.headers().getLast(), proof.certificate()))
                .<ProofVerdict>map(refuted -> refuted)
                .orElseGet(() -> new Proven(proof.headers().getFirst()));
    }

    /** Checks every part; the verdict names the first that fails. */
    public ProofVerdict verify(StateProof proof) {
        return checkRow(proof)
                .or(() -> checkFinal(proof.header(), proof.certificate()))
                .<ProofVerdict>map(refuted -> refuted)
                .orElseGet(() -> new Proven(proof.header()));
    }

    private Optional<Refuted> checkTransaction(Transaction transaction) {
        if (!transaction.id().equals(transaction.body().id(genesisHash))) {
            return refute(Part.TRANSACTION, "The transaction is not one of this network.");
        }
        Optional<Refusal> refusal = rules.checkAuthorizations(transaction, verifier);
        return refusal.map(why -> new Refuted(Part.TRANSACTION, why.detail()));
    }

    private static Optional<Refuted> checkReceipt(ReceiptProof proof) {
        return proof.receipt().transactionId().equals(proof.transaction().id())
                ? Optional.empty()
                : refute(Part.RECEIPT, "The receipt is that of another transaction.");
    }

    private static Optional<Refuted> checkPaths(ReceiptProof proof) {
        if (proof.headers().isEmpty()) {
            return refute(Part.HEADER_CHAIN, "There is no header.");
        }
        BlockHeader header = proof.headers().getFirst();
        MerklePath ofTransaction = proof.transactionPath();
        MerklePath ofReceipt = proof.receiptPath();
        if (!ofTransaction.proves(header.transactionsRoot(), proof.transaction().encoded())) {
            return refute(
                    Part.TRANSACTION_PATH,
                    "The path does not lead from the transaction to the block's transactions root.");
        }
        if (!ofReceipt.proves(header.receiptsRoot(), proof.receipt().encoded())) {
            return refute(Part.RECEIPT_PATH, "The path does not lead from the receipt to the block's receipts root.");
        }
        if (ofTransaction.size() != header.transactionCount()) {
            return refute(Part.TRANSACTION_PATH, "The block has another number of transactions.");
        }
        if (ofReceipt.index() != ofTransaction.index()
                || ofReceipt.size() != header.transactionCount() + header.recordCount()) {
            return refute(Part.RECEIPT_PATH, "The receipt's place in the block is not the transaction's.");
        }
        return Optional.empty();
    }

    private static Optional<Refuted> checkRow(StateProof proof) {
        Hash root = proof.header().stateRoot();
        Hash path = proof.key().path();
        boolean proven = proof.value().isPresent()
                ? proof.path()
                        .provesValue(
                                root,
                                path,
                                HashTag.STATE_VALUE.hash(proof.value().get().toByteArray()))
                : proof.path().provesAbsence(root, path);
        return proven
                ? Optional.empty()
                : refute(Part.STATE_PATH, "The path does not lead from the row to the block's state root.");
    }

    private Optional<Refuted> checkChain(List<BlockHeader> headers) {
        for (int i = 1; i < headers.size(); i++) {
            BlockHeader parent = headers.get(i - 1);
            BlockHeader child = headers.get(i);
            if (!child.parentHash().equals(parent.hash(genesisHash))
                    || !child.height().equals(parent.height().next())) {
                return refute(Part.HEADER_CHAIN, "Header " + i + " does not follow header " + (i - 1) + ".");
            }
        }
        return Optional.empty();
    }

    private Optional<Refuted> checkFinal(BlockHeader header, Certificate certificate) {
        AuthoritySet authorities = schedule.at(header.height());
        if (!header.authoritiesHash().equals(authorities.hash())) {
            return refute(Part.AUTHORITIES, "The certified header names other authorities than the genesis.");
        }
        if (!certificate.finalizes(header, header.hash(genesisHash))) {
            return refute(Part.CERTIFICATE, "The certificate is not a finalization of the certified header.");
        }
        return certificate.verifies(authorities, genesisHash, verifier)
                ? Optional.empty()
                : refute(
                        Part.CERTIFICATE,
                        "The certificate does not hold " + authorities.quorum() + " valid signatures of authorities.");
    }

    private static Optional<Refuted> refute(Part part, String reason) {
        return Optional.of(new Refuted(part, reason));
    }
}
