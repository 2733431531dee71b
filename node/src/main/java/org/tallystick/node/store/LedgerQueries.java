package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.Columns.AccountBlock;
import org.tallystick.node.store.LedgerReader.Position;

/** Questions about stored blocks and transactions, answered from one view of the database. */
record LedgerQueries(Database.View view, Hash genesisHash) {
    /** One question about an account's records reads no more of its blocks than these. */
    private static final int MAX_BLOCKS_LOOKED_AT = 10_000;

    Optional<Head> head() {
        return view.get(Columns.META, Head.KEY).map(bytes -> BorshReader.decodeAll(bytes.toByteArray(), Head::decode));
    }

    Optional<StoreIdentity> identity() {
        return view.get(Columns.META, StoreIdentity.KEY)
                .map(bytes -> BorshReader.decodeAll(bytes.toByteArray(), StoreIdentity::decode));
    }

    Optional<StoredBlock> block(Height height) {
        return view.get(Columns.BLOCKS, height).map(row -> row.with(view.get(Columns.CERTIFICATES, height)));
    }

    Optional<StoredBlock> block(Hash hash) {
        return view.get(Columns.BLOCK_HEIGHTS, hash).flatMap(this::block);
    }

    Optional<Block> fullBlock(Height height) {
        return view.get(Columns.BLOCKS, height).map(row -> {
            List<Transaction> transactions = new ArrayList<>(row.transactionCount());
            transactions(height, row).forEach(each -> transactions.add(each.transaction()));
            return Block.of(genesisHash, row.header(), transactions);
        });
    }

    List<StoredTransaction> transactions(Height height) {
        return view.get(Columns.BLOCKS, height)
                .map(row -> transactions(height, row))
                .orElse(List.of());
    }

    List<LedgerRecord> records(Height height) {
        return view.get(Columns.RECORDS, height).map(RecordList::records).orElse(List.of());
    }

    Optional<StoredTransaction> transaction(Hash id) {
        return view.get(Columns.TRANSACTION_POSITIONS, id).map(at -> {
            Position key = TransactionRun.key(at);
            return run(key, row(at.height())).get(at.index() - key.index());
        });
    }

    List<StoredTransaction> accountTransactions(Address address, Position before, int limit) {
        List<StoredTransaction> found = new ArrayList<>(limit);
        RunReader reader = new RunReader();
        view.descend(Columns.ACCOUNT_BLOCKS, new AccountBlock(address, before.height()), (at, indexes) -> {
            if (!at.address().equals(address)) {
                return false;
            }
            int end = at.height().equals(before.height()) ? Math.min(Indexes.RECORDS, before.index()) : Indexes.RECORDS;
            for (int i = indexes.size() - 1; i >= 0 && found.size() < limit; i--) {
                if (indexes.at(i) < end) {
                    found.add(reader.read(new Position(at.height(), indexes.at(i))));
                }
            }
            return found.size() < limit;
        });
        return found;
    }

    List<StoredRecord> accountRecords(Address address, Height before, int limit) {
        List<StoredRecord> found = new ArrayList<>();
        AtomicInteger left = new AtomicInteger(MAX_BLOCKS_LOOKED_AT);
        view.descend(Columns.ACCOUNT_BLOCKS, new AccountBlock(address, before), (at, indexes) -> {
            if (!at.address().equals(address)) {
                return false;
            }
            if (at.height().isBefore(before) && indexes.at(indexes.size() - 1) >= Indexes.RECORDS) {
                records(at.height(), row(at.height())).reversed().stream()
                        .filter(each -> each.record().parties().contains(address))
                        .forEach(found::add);
            }
            return found.size() < limit && left.decrementAndGet() > 0;
        });
        return found;
    }

    List<StoredRecord> storedRecords(Height height) {
        return view.get(Columns.BLOCKS, height).map(row -> records(height, row)).orElse(List.of());
    }

    private List<StoredRecord> records(Height height, BlockRow row) {
        List<LedgerRecord> records = records(height);
        return IntStream.range(0, records.size())
                .mapToObj(i ->
                        new StoredRecord(records.get(i), height, i, row.header().timeMs()))
                .toList();
    }

    /** Blocks without transactions have no rows in that column: however many there are, none of them is read. */
    List<StoredTransaction> latestTransactions(Position before, int limit) {
        List<StoredTransaction> found = new ArrayList<>(limit);
        view.descend(Columns.TRANSACTIONS, before, (key, bytes) -> {
            List<StoredTransaction> run =
                    TransactionRun.decode(bytes, key, row(key.height()).header().timeMs(), genesisHash);
            run.reversed().stream()
                    .filter(each -> before.compareTo(each.position()) > 0)
                    .limit(limit - found.size())
                    .forEach(found::add);
            return found.size() < limit;
        });
        return found;
    }

    List<Hash> transactionIds(HashPrefix prefix, int limit) {
        List<Hash> found = new ArrayList<>();
        view.ascend(Columns.TRANSACTION_POSITIONS, prefix.lowest(), (id, at) -> {
            boolean begins = prefix.begins(id);
            if (begins) {
                found.add(id);
            }
            return begins && found.size() < limit;
        });
        return found;
    }

    List<Height> blockHeights(HashPrefix prefix, int limit) {
        List<Height> found = new ArrayList<>();
        view.ascend(Columns.BLOCK_HEIGHTS, prefix.lowest(), (hash, height) -> {
            boolean begins = prefix.begins(hash);
            if (begins) {
                found.add(height);
            }
            return begins && found.size() < limit;
        });
        return found;
    }

    private List<StoredTransaction> transactions(Height height, BlockRow row) {
        List<StoredTransaction> transactions = new ArrayList<>(row.transactionCount());
        for (int start = 0; start < row.transactionCount(); start += TransactionRun.LENGTH) {
            transactions.addAll(run(new Position(height, start), row));
        }
        return transactions;
    }

    private List<StoredTransaction> run(Position key, BlockRow row) {
        return view.get(Columns.TRANSACTIONS, key)
                .map(run -> TransactionRun.decode(run, key, row.header().timeMs(), genesisHash))
                .orElseThrow(
                        () -> StoreException.corrupt("The ledger lacks transactions of block " + key.height(), null));
    }

    private BlockRow row(Height height) {
        return view.get(Columns.BLOCKS, height)
                .orElseThrow(() -> StoreException.corrupt("The ledger lacks block " + height, null));
    }

    /** Reads single transactions, neighbours of the last one without asking again. */
    private final class RunReader {
        private Optional<Position> lastKey = Optional.empty();
        private List<StoredTransaction> lastRun = List.of();

        StoredTransaction read(Position at) {
            Position key = TransactionRun.key(at);
            if (!lastKey.equals(Optional.of(key))) {
                lastRun = run(key, row(at.height()));
                lastKey = Optional.of(key);
            }
            return lastRun.get(at.index() - key.index());
        }
    }
}
