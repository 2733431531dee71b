package org.tallystick.api;

import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;

/**
 * A final block without its transactions.
 *
 * @param proposerName name of the authority that proposed it; empty for the genesis block
 * @param sizeBytes size of its encoding
 * @param finalization the certificate of this very block; left out in lists, and for a block that is final only through a
 *     descendant
 */
public record BlockData(
        Hash hash,
        HeaderData header,
        Optional<String> proposerName,
        int transactionCount,
        int sizeBytes,
        Optional<CertificateData> finalization) {}
