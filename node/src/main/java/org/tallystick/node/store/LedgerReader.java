package org.tallystick.node.store;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;

/** Reads the final ledger. Thread-safe; every answer is of a durable block. */
public interface LedgerReader {

    /** The newest final block. */
    StoredBlock head();

    Optional<StoredBlock> block(Height height);

    Optional<StoredBlock> block(Hash hash);

    /** The whole block, for catch-up and proofs. */
    Optional<Block> fullBlock(Height height);

    /** The block's transactions with their receipts, in order; empty where there is no such block. */
    List<StoredTransaction> transactions(Height height);

    /** What happened in the block by itself, in order. */
    List<StoredRecord> records(Height height);

    /**
     * What happened to {@code address} by itself, newest first, in whole blocks: of the last one there may be more than asked for.
     *
     * @param before only in blocks below this height
     * @param limit 1 to 200
     */
    List<StoredRecord> accountRecords(Address address, Height before, int limit);

    Optional<StoredTransaction> transaction(Hash id);

    /** The account as of {@link #head()}. */
    Optional<Account> account(Address address);

    /**
     * Transactions that {@code address} sent or received money in, newest first.
     *
     * @param before only those placed before this position; empty to start at the newest
     * @param limit 1 to 200
     */
    List<StoredTransaction> accountTransactions(Address address, Optional<Position> before, int limit);

    /**
     * Transactions of all accounts, newest first.
     *
     * @param before only those placed before this position; empty to start at the newest
     * @param limit 1 to 200
     */
    List<StoredTransaction> latestTransactions(Optional<Position> before, int limit);

    /** Ids of final transactions that begin so, ascending, and no more than {@code limit} of them. */
    List<Hash> transactionIds(HashPrefix prefix, int limit);

    /** Heights of final blocks whose hashes begin so, ascending by hash, and no more than {@code limit} of them. */
    List<Height> blockHeights(HashPrefix prefix, int limit);

    /** The newest final state; moves on as blocks are added. For a state that stands still see {@link #snapshot}. */
    StateReader state();

    /** The state at one block, unchanging until closed. */
    Snapshot snapshot();

    /** Number of transactions in all final blocks. */
    long transactionCount();

    /** Number of accounts that exist. */
    long accountCount();

    /**
     * Proofs that authorities broke the rules of voting, as far as this node saw it: not part of the ledger, at most 16 of
     * one authority, ascending by authority and view.
     */
    List<Equivocation> evidence();

    /**
     * Where many blocks in a row have no certificate of their own.
     *
     * @param from a certified block, or the genesis, after which to look
     * @param longest how many in a row may lack one
     * @param rows how many certificates to look at, at most: this bounds the time it takes
     */
    CertificateScan scanCertificates(Height from, int longest, int rows);

    /** A place in the ledger: a block and a transaction in it. Ordered by height, then index. */
    record Position(Height height, int index) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            int byHeight = height.compareTo(other.height);
            return byHeight != 0 ? byHeight : Integer.compare(index, other.index);
        }
    }

    /** A state that stands still. Close it soon: it keeps old data from being reclaimed. */
    interface Snapshot extends AutoCloseable {
        StoredBlock block();

        StateReader state();

        @Override
        void close();
    }
}
