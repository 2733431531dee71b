package org.tallystick.node.http;

import java.util.List;
import java.util.Optional;
import org.tallystick.api.BlockData;
import org.tallystick.api.CertificateData;
import org.tallystick.api.CheckData;
import org.tallystick.api.HeaderData;
import org.tallystick.api.Inclusion;
import org.tallystick.api.MempoolData;
import org.tallystick.api.RecordData;
import org.tallystick.api.StatusData;
import org.tallystick.api.TransactionMapper;
import org.tallystick.api.TransactionState;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.operation.OperationMapper;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredRecord;
import org.tallystick.node.store.StoredTransaction;

/** Turns what the node knows into the records of the API. */
final class Renderer {
    private final NodeFacade node;
    private final AddressFormat addresses;
    private final TransactionMapper transactions;

    Renderer(NodeFacade node) {
        this.node = node;
        this.addresses = new AddressFormat(node.genesis().addressPrefix());
        this.transactions = new TransactionMapper(node.genesisHash(), addresses);
    }

    AddressFormat addresses() {
        return addresses;
    }

    TransactionMapper transactions() {
        return transactions;
    }

    /** A block as it stands in lists. */
    BlockData summary(StoredBlock block) {
        return block(block, Optional.empty());
    }

    BlockData full(StoredBlock block) {
        return block(block, block.finalization().map(CertificateData::of));
    }

    private BlockData block(StoredBlock block, Optional<CertificateData> finalization) {
        return new BlockData(
                block.hash(),
                HeaderData.of(block.header()),
                proposerName(block.header()),
                block.transactionCount(),
                block.sizeBytes(),
                finalization);
    }

    private Optional<String> proposerName(BlockHeader header) {
        AuthoritySet authorities = node.genesis().authorities();
        boolean proposed = !header.height().equals(Height.ZERO) && header.proposer() < authorities.size();
        return proposed ? Optional.of(authorities.get(header.proposer()).name()) : Optional.empty();
    }

    List<RecordData> records(List<StoredRecord> stored) {
        OperationMapper mapper = new OperationMapper(addresses());
        return stored.stream()
                .map(each -> new RecordData(each.height(), each.index(), each.timeMs(), mapper.toData(each.record())))
                .toList();
    }

    /** A final transaction with its content. */
    TransactionStatus full(StoredTransaction stored, Hash blockHash) {
        return status(stored, blockHash, Optional.of(transactions.toData(stored.transaction())));
    }

    /** A final transaction, as told to those who have its content. */
    TransactionStatus outcome(StoredTransaction stored) {
        return status(stored, blockHash(stored.height()), Optional.empty());
    }

    private TransactionStatus status(
            StoredTransaction stored, Hash blockHash, Optional<org.tallystick.api.TransactionData> content) {
        Optional<Inclusion.Failure> failure = switch (stored.receipt().outcome()) {
            case Receipt.Outcome.Applied() -> Optional.empty();
            case Receipt.Outcome.Failed(var code, int operation) ->
                Optional.of(new Inclusion.Failure(code.name(), operation));
        };
        Inclusion inclusion = new Inclusion(
                stored.height(),
                blockHash,
                stored.index(),
                stored.timeMs(),
                stored.receipt().feePaid(),
                failure);
        return new TransactionStatus(
                stored.transaction().id(),
                failure.isPresent() ? TransactionState.FAILED : TransactionState.FINAL,
                Optional.of(inclusion),
                content);
    }

    TransactionStatus pending(Transaction transaction) {
        return new TransactionStatus(
                transaction.id(),
                TransactionState.PENDING,
                Optional.empty(),
                Optional.of(transactions.toData(transaction)));
    }

    Hash blockHash(Height height) {
        return node.ledger()
                .block(height)
                .orElseThrow(() -> new IllegalStateException("a final transaction without its block " + height))
                .hash();
    }

    StatusData status() {
        NodeFacade.NodeStatus status = node.status();
        LedgerReader ledger = node.ledger();
        return new StatusData(
                status.nodeName(),
                status.authorityIndex(),
                node.genesis().networkName(),
                status.ready(),
                checks(status),
                summary(ledger.head()),
                View.of(status.view()),
                status.leader(),
                status.nullifiedViews(),
                peers(status),
                ledger.transactionCount(),
                ledger.accountCount(),
                new MempoolData(status.mempoolTransactions(), status.mempoolBytes()));
    }

    /** How many authorities the node is connected to, itself not counted. */
    static int peers(NodeFacade.NodeStatus status) {
        int self = status.authorityIndex().orElse(-1);
        int peers = 0;
        for (int i = 0; i < status.authorities().size(); i++) {
            peers += i != self && status.authorities().get(i).connected() ? 1 : 0;
        }
        return peers;
    }

    static List<CheckData> checks(NodeFacade.NodeStatus status) {
        return status.checks().stream()
                .map(check -> new CheckData(check.name(), check.passed(), check.reason()))
                .toList();
    }
}
