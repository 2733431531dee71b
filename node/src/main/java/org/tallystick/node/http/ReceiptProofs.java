package org.tallystick.node.http;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.merkle.MerklePath;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/** Builds receipt proofs out of the stored ledger. */
final class ReceiptProofs {
    /** Certificates are stored with nearly every block; a proof that needs more headers than this is not worth its size. */
    private static final int MAX_HEADERS = 1_000;

    private final LedgerReader ledger;

    ReceiptProofs(LedgerReader ledger) {
        this.ledger = ledger;
    }

    ReceiptProof of(StoredTransaction stored) {
        List<BlockHeader> headers = new ArrayList<>();
        Height height = stored.height();
        while (headers.size() < MAX_HEADERS) {
            StoredBlock block = ledger.block(height).orElseThrow(ReceiptProofs::noCertificate);
            headers.add(block.header());
            if (block.finalization().isPresent()) {
                List<StoredTransaction> all = ledger.transactions(stored.height());
                return new ReceiptProof(
                        stored.transaction(),
                        stored.receipt(),
                        path(all.stream().map(StoredTransaction::transaction).toList(), stored.index()),
                        path(all.stream().map(StoredTransaction::receipt).toList(), stored.index()),
                        headers,
                        block.finalization().get());
            }
            height = height.next();
        }
        throw noCertificate();
    }

    private static MerklePath path(List<? extends Encodable> leaves, int index) {
        return MerkleTree.path(leaves.stream().map(Encodable::encoded).toList(), index);
    }

    private static ProblemException noCertificate() {
        return new ProblemException(ProblemCode.NOT_FINAL, "this node has no certificate that covers the block yet");
    }
}
