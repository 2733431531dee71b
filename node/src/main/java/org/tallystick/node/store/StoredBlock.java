package org.tallystick.node.store;

import java.util.Optional;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;

/**
 * What is stored of a final block beside its transactions.
 *
 * @param finalization see {@link FinalBlock#finalization()}
 */
public record StoredBlock(
        Hash hash, BlockHeader header, int transactionCount, int sizeBytes, Optional<Certificate> finalization) {}
