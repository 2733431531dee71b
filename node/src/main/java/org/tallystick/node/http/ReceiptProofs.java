package org.tallystick.node.http;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.api.ProblemCode;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredRecord;
import org.tallystick.node.store.StoredTransaction;

/** Builds receipt proofs out of the stored ledger. */
final class ReceiptProofs {
    private final LedgerReader ledger;

    ReceiptProofs(LedgerReader ledger) {
        this.ledger = ledger;
    }

    ReceiptProof of(StoredTransaction stored) {
        List<BlockHeader> headers = new ArrayList<>();
        Height height = stored.height();
        while (headers.size() < ReceiptProof.MAX_HEADERS) {
            StoredBlock block = ledger.block(height).orElseThrow(ReceiptProofs::tooNew);
            headers.add(block.header());
            if (block.finalization().isPresent()) {
                List<StoredTransaction> all = ledger.transactions(stored.height());
                return ReceiptProof.of(
                        all.stream().map(StoredTransaction::transaction).toList(),
                        all.stream().map(StoredTransaction::receipt).toList(),
                        ledger.records(stored.height()).stream()
                                .map(StoredRecord::record)
                                .toList(),
                        stored.index(),
                        headers,
                        block.finalization().get());
            }
            height = height.next();
        }
        throw new ProblemException(
                ProblemCode.NOT_FINAL,
                "the transaction is final, but this node lacks certificates to prove it with;"
                        + " it asks its peers for them, and other nodes may have them");
    }

    private static ProblemException tooNew() {
        return new ProblemException(ProblemCode.NOT_FINAL, "this node has no certificate that covers the block yet");
    }
}
