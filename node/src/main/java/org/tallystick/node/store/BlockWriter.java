package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.SentKey;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.Columns.AccountBlock;
import org.tallystick.node.store.Columns.Expiry;
import org.tallystick.node.store.LedgerReader.Position;

/**
 * Turns final blocks, added in ascending order, into the puts of one batch. What several blocks of a batch change of the
 * state is put once, as the last of them leaves it.
 */
final class BlockWriter {
    private final Database.Batch batch;
    private final StateReader before;
    private final Map<StateKey, Optional<Bytes>> values = new HashMap<>();
    private final Map<Bytes, Optional<Bytes>> pages = new HashMap<>();
    private Head head;

    /**
     * @param before the state before the first block
     * @param head the head before the first block
     */
    BlockWriter(Database.Batch batch, StateReader before, Head head) {
        this.batch = batch;
        this.before = before;
        this.head = head;
    }

    void add(FinalBlock added) {
        Block block = added.block();
        Height height = block.height();
        batch.put(Columns.BLOCKS, height, BlockRow.of(block));
        batch.put(Columns.BLOCK_HEIGHTS, block.hash(), height);
        added.finalization().ifPresent(certificate -> batch.put(Columns.CERTIFICATES, height, certificate));
        putTransactions(block, added.receipts());
        if (!added.records().isEmpty()) {
            batch.put(Columns.RECORDS, height, new RecordList(added.records()));
        }
        putAccountBlocks(block, added.receipts(), added.records());
        putSentKeys(height, added.diff().sentKeys());
        long accounts = head.accountCount();
        for (Map.Entry<StateKey, Optional<Bytes>> change : added.diff().values().entrySet()) {
            accounts += accountsGained(change.getKey(), change.getValue());
            values.put(change.getKey(), change.getValue());
        }
        pages.putAll(added.diff().pages());
        head = new Head(
                height,
                block.hash(),
                head.transactionCount() + block.transactions().size(),
                accounts);
    }

    /** Puts what the blocks amount to. Nothing can be added after this. */
    void finish() {
        values.forEach((key, value) -> batch.putOrDelete(Columns.STATE, key, value));
        pages.forEach((prefix, page) -> batch.putOrDelete(Columns.PAGES, prefix, page));
        batch.put(Columns.META, Head.KEY, Bytes.encodingOf(head));
    }

    /** The head after the last block added. */
    Head head() {
        return head;
    }

    Map<StateKey, Optional<Bytes>> values() {
        return values;
    }

    Map<Bytes, Optional<Bytes>> pages() {
        return pages;
    }

    private void putTransactions(Block block, List<Receipt> receipts) {
        List<Transaction> transactions = block.transactions();
        for (int start = 0; start < transactions.size(); start += TransactionRun.LENGTH) {
            batch.put(
                    Columns.TRANSACTIONS,
                    new Position(block.height(), start),
                    Bytes.of(TransactionRun.encode(transactions, receipts, start)));
        }
        for (int i = 0; i < transactions.size(); i++) {
            batch.put(Columns.TRANSACTION_POSITIONS, transactions.get(i).id(), new Position(block.height(), i));
        }
    }

    private void putAccountBlocks(Block block, List<Receipt> receipts, List<LedgerRecord> records) {
        Map<Address, Indexes> places = new HashMap<>();
        for (int i = 0; i < block.transactions().size(); i++) {
            for (Address party :
                    receipts.get(i).parties(block.transactions().get(i).body())) {
                places.computeIfAbsent(party, each -> new Indexes()).add(i);
            }
        }
        for (int i = 0; i < records.size(); i++) {
            for (Address party : records.get(i).parties()) {
                places.computeIfAbsent(party, each -> new Indexes()).add(Indexes.RECORDS + i);
            }
        }
        places.forEach((address, indexes) ->
                batch.put(Columns.ACCOUNT_BLOCKS, new AccountBlock(address, block.height()), indexes));
    }

    private void putSentKeys(Height height, Map<SentKey, SentKey.Use> sentKeys) {
        Map<Expiry, List<SentKey>> expiries = new HashMap<>();
        sentKeys.forEach((key, use) -> {
            batch.put(Columns.SENT_KEYS, key, use);
            expiries.computeIfAbsent(Expiry.of(use, height), each -> new ArrayList<>())
                    .add(key);
        });
        expiries.forEach((at, keys) -> batch.put(Columns.EXPIRIES, at, new SentKeyList(keys)));
    }

    /** 1, 0 or -1: by how much this change of the state makes the accounts more. */
    private int accountsGained(StateKey key, Optional<Bytes> value) {
        if (key.table() != Accounts.TABLE.tag()) {
            return 0;
        }
        Optional<Bytes> earlier = values.get(key);
        boolean existed = (earlier != null ? earlier : before.get(key)).isPresent();
        return (value.isPresent() ? 1 : 0) - (existed ? 1 : 0);
    }
}
