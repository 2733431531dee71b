package org.tallystick.ledger.proof;

import java.util.List;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.merkle.MerklePath;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.operation.LedgerRecord;
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
    /** A node makes no proof with more headers: it would not be worth its size. */
    public static final int MAX_HEADERS = 1_000;

    public ReceiptProof {
        headers = List.copyOf(headers);
    }

    /**
     * The proof for one transaction of a block: the one place where such proofs are made.
     *
     * @param transactions all of the block's
     * @param receipts all of the block's
     * @param records all of the block's
     * @param index the transaction's place in the block
     * @param headers from the block's own to the certified one
     */
    public static ReceiptProof of(
            List<Transaction> transactions,
            List<Receipt> receipts,
            List<LedgerRecord> records,
            int index,
            List<BlockHeader> headers,
            Certificate certificate) {
        return new ReceiptProof(
                transactions.get(index),
                receipts.get(index),
                MerkleTree.pathOf(transactions, index),
                MerkleTree.pathOf(Receipt.leaves(receipts, records), index),
                headers,
                certificate);
    }
}
