package org.tallystick.ledger.block;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Height;

/**
 * A header and its transactions. Equal when the hashes are: the header commits to the transactions, and whoever verifies
 * a block compares the roots.
 */
public final class Block implements Encodable {
    /** Largest encoding in bytes. */
    public static final int MAX_SIZE = 4 * 1024 * 1024;

    public static final int MAX_TRANSACTIONS = 10_000;

    /** Encoded size in bytes of a block without transactions: the header and their count. */
    public static final int OVERHEAD = BlockHeader.SIZE + 4;

    /** Least encoded size of a transaction in bytes: a body without operations and one authorization. */
    private static final int MIN_TRANSACTION_SIZE = 64 + Authorization.SIZE;

    private final Hash hash;
    private final BlockHeader header;
    private final List<Transaction> transactions;

    private Block(Hash hash, BlockHeader header, List<Transaction> transactions) {
        this.hash = hash;
        this.header = header;
        this.transactions = transactions;
    }

    public static Block of(Hash genesisHash, BlockHeader header, List<Transaction> transactions) {
        return new Block(header.hash(genesisHash), header, List.copyOf(transactions));
    }

    public static Block decode(BorshReader in, Hash genesisHash) {
        int start = in.position();
        BlockHeader header = BlockHeader.decode(in);
        List<Transaction> transactions =
                in.list(MAX_TRANSACTIONS, MIN_TRANSACTION_SIZE, each -> Transaction.decode(each, genesisHash));
        if (in.position() - start > MAX_SIZE) {
            throw new DecodeException("a block is at most " + MAX_SIZE + " bytes");
        }
        return of(genesisHash, header, transactions);
    }

    /** Names this block on its network. */
    public Hash hash() {
        return hash;
    }

    public BlockHeader header() {
        return header;
    }

    public Height height() {
        return header.height();
    }

    public List<Transaction> transactions() {
        return transactions;
    }

    /** Encoded size in bytes. */
    public int size() {
        int size = OVERHEAD;
        for (Transaction transaction : transactions) {
            size += transaction.size();
        }
        return size;
    }

    @Override
    public void encode(BorshWriter out) {
        header.encode(out);
        out.list(transactions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Block[" + header.height() + " view " + header.view() + " "
                + hash.hex().substring(0, 8) + "]";
    }
}
