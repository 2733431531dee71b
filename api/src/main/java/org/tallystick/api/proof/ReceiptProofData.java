package org.tallystick.api.proof;

import java.util.List;
import org.tallystick.api.CertificateData;
import org.tallystick.api.HeaderData;
import org.tallystick.api.TransactionData;
import org.tallystick.ledger.crypto.Hash;

/** A receipt proof file, field by field. */
record ReceiptProofData(
        String format,
        int version,
        String network,
        Hash genesisHash,
        TransactionData transaction,
        ReceiptData receipt,
        MerklePathData transactionPath,
        MerklePathData receiptPath,
        List<HeaderData> headers,
        CertificateData certificate) {
    static final String FORMAT = "tallystick-receipt-proof";
    static final int VERSION = 1;

    ReceiptProofData {
        headers = List.copyOf(headers);
    }
}
