package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.node.store.LedgerReader.Position;

/**
 * Neighbouring transactions of a block with their receipts, stored as one value: a sixteenth of the puts, and a run is
 * about what the database reads from disk for a single one anyway. The receipts leave out the transaction's id, which
 * decoding the transaction yields.
 */
final class TransactionRun {
    static final int LENGTH = 16;

    private TransactionRun() {}

    /** The position under which the run with {@code at} in it is stored. */
    static Position key(Position at) {
        return new Position(at.height(), at.index() - at.index() % LENGTH);
    }

    /** The run that starts at {@code start}. */
    static byte[] encode(List<Transaction> transactions, List<Receipt> receipts, int start) {
        BorshWriter out = new BorshWriter(4_096);
        for (int i = start; i < Math.min(start + LENGTH, transactions.size()); i++) {
            transactions.get(i).encode(out);
            receipts.get(i).outcome().encode(out);
            receipts.get(i).feePaid().encode(out);
        }
        return out.toByteArray();
    }

    /** The transactions of a run stored under {@code key}, of a block with time {@code timeMs}. */
    static List<StoredTransaction> decode(Bytes run, Position key, long timeMs, Hash genesisHash) {
        BorshReader in = new BorshReader(run.toByteArray());
        List<StoredTransaction> transactions = new ArrayList<>(LENGTH);
        while (in.remaining() > 0) {
            if (transactions.size() == LENGTH) {
                throw new DecodeException("a run of more than " + LENGTH + " transactions");
            }
            Transaction transaction = Transaction.decode(in, genesisHash);
            Receipt receipt = new Receipt(transaction.id(), Receipt.Outcome.decode(in), Amount.decode(in));
            int index = key.index() + transactions.size();
            transactions.add(new StoredTransaction(transaction, receipt, key.height(), index, timeMs));
        }
        return transactions;
    }
}
