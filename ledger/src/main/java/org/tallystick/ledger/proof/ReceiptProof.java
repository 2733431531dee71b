package org.tallystick.ledger.proof;

import java.util.List;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.merkle.MerklePath;
import org.tallystick.ledger.transaction.Transaction;

/**
 * That a transaction is final, with what became of it. Believe it only after {@link ProofVerifier#verify}.
 *
 * @param transactionPath from the transaction's encoding to the first header's {@code transactionsRoot}
 * @param receiptPath from the receipt's encoding to the first header's {@code receiptsRoot}
 * @param headers from the block that contains the transaction to the one that the certificate names, each the parent of the
 *     next; one or more
 * @param certificate the finalization of the last header
 */
public record ReceiptProof(
        Transaction transaction,
        Receipt receipt,
        MerklePath transactionPath,
        MerklePath receiptPath,
        List<BlockHeader> headers,
        Certificate certificate) {
    public ReceiptProof {
        headers = List.copyOf(headers);
    }
}
