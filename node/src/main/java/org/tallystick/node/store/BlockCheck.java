package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerkleTree;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.value.Height;

/**
 * Whether a stored block is still what was written: header, transactions, receipts and certificate prove each other, so
 * nothing is executed and no state is needed. Thread-safe.
 */
public final class BlockCheck {
    private final LedgerReader ledger;
    private final Genesis genesis;
    private final Hash genesisHash;
    private final Verifier verifier;

    public BlockCheck(LedgerReader ledger, Genesis genesis, Verifier verifier) {
        this.ledger = ledger;
        this.genesis = genesis;
        this.genesisHash = genesis.hash();
        this.verifier = verifier;
    }

    /**
     * What is wrong with the final block at {@code height}, above the genesis; empty if nothing is.
     *
     * @throws StoreException if the storage fails otherwise than by damaged rows
     */
    public Optional<String> fault(Height height) {
        try {
            Optional<StoredBlock> stored = ledger.block(height);
            return stored.isEmpty()
                    ? Optional.of("it is missing")
                    : wrongHeader(height, stored.get())
                            .or(() -> wrongContent(stored.get().header()))
                            .or(() ->
                                    stored.get().finalization().flatMap(each -> wrongCertificate(stored.get(), each)));
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CORRUPT) {
                throw e;
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> wrongHeader(Height height, StoredBlock block) {
        Height before = Height.of(height.value() - 1);
        boolean follows = block.header().height().equals(height)
                && block.header().hash(genesisHash).equals(block.hash())
                && ledger.block(before)
                        .filter(parent -> parent.hash().equals(block.header().parentHash()))
                        .isPresent()
                && ledger.block(block.hash()).isPresent();
        return follows ? Optional.empty() : Optional.of("its header is not what it was, or not that of its place");
    }

    private Optional<String> wrongContent(BlockHeader header) {
        List<StoredTransaction> all = ledger.transactions(header.height());
        if (!MerkleTree.rootOf(all.stream().map(StoredTransaction::transaction).toList())
                .equals(header.transactionsRoot())) {
            return Optional.of("its transactions are not what they were");
        }
        List<Receipt> receipts = all.stream().map(StoredTransaction::receipt).toList();
        List<LedgerRecord> records = ledger.records(header.height()).stream()
                .map(StoredRecord::record)
                .toList();
        return MerkleTree.rootOf(Receipt.leaves(receipts, records)).equals(header.receiptsRoot())
                ? Optional.empty()
                : Optional.of("its receipts or records are not what they were");
    }

    private Optional<String> wrongCertificate(StoredBlock block, Certificate certificate) {
        return certificate.finalizes(block.header(), block.hash())
                        && certificate.verifies(genesis.authorities(), genesisHash, verifier)
                ? Optional.empty()
                : Optional.of("its certificate is not what it was");
    }
}
