package org.tallystick.node.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.GenesisBlock;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.StateReader;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.StoreException.Kind;

/**
 * The final ledger on disk. Any thread reads; {@link #append} is for one thread at a time and is exclusive. Every failure
 * of the storage is a {@link StoreException}.
 */
public final class LedgerStore implements LedgerReader, AutoCloseable {
    private final Database database;
    private final Hash genesisHash;
    private final LedgerQueries queries;
    private final LiveState state;
    private final SentKeyExpiry expiry;
    private final EvidenceRows evidence;

    private volatile Tip tip;

    /** The newest stored block and the totals up to it, replaced together. */
    private record Tip(Head head, StoredBlock block) {}

    private LedgerStore(Database database, LedgerQueries queries, Head head, StoreTuning tuning) {
        this.database = database;
        this.genesisHash = queries.genesisHash();
        this.queries = queries;
        this.state = new LiveState(new StateView(database.latest()), tuning);
        this.expiry = new SentKeyExpiry(database.latest());
        this.evidence = new EvidenceRows(database);
        this.tip = new Tip(head, checked(queries, head));
    }

    /** Opens with {@link StoreTuning#DEFAULT}. */
    public static LedgerStore open(Path directory, Genesis genesis) {
        return open(directory, genesis, StoreTuning.DEFAULT);
    }

    /**
     * Opens the ledger in {@code directory}; one that was never there is made, with the genesis block in it.
     *
     * @throws StoreException if it is in use, of another network, of another version, or damaged
     */
    public static LedgerStore open(Path directory, Genesis genesis, StoreTuning tuning) {
        return open(RocksDatabase.open(directory, tuning), directory.toString(), genesis, tuning);
    }

    /**
     * The same over a database that is open; the ledger closes it.
     *
     * @param place where it is, for people
     */
    static LedgerStore open(Database database, String place, Genesis genesis, StoreTuning tuning) {
        Hash genesisHash = genesis.hash();
        try {
            LedgerQueries queries = new LedgerQueries(database.latest(), genesisHash);
            Optional<StoreIdentity> identity = queries.identity();
            if (identity.isEmpty()) {
                writeGenesis(database, genesis, genesisHash);
            } else if (identity.get().formatVersion() != StoreIdentity.FORMAT_VERSION) {
                throw Failures.otherFormat(place, null);
            } else if (!identity.get().genesisHash().equals(genesisHash)) {
                throw new StoreException(
                        Kind.OTHER_NETWORK,
                        "The ledger in " + place + " is of the network "
                                + identity.get().genesisHash()
                                + ", the genesis file of " + genesisHash
                                + ". Use the right genesis file, or give this network a directory of its own.");
            }
            Head head = queries.head().orElseThrow(() -> StoreException.corrupt("The stored ledger has no head", null));
            return new LedgerStore(database, queries, head, tuning);
        } catch (DecodeException e) {
            database.close();
            throw StoreException.corrupt("The stored ledger's head is damaged", e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static void writeGenesis(Database database, Genesis genesis, Hash genesisHash) {
        Executed first = GenesisBlock.of(genesis);
        Bytes identity = Bytes.encodingOf(new StoreIdentity(StoreIdentity.FORMAT_VERSION, genesisHash));
        Head nothing = new Head(Height.ZERO, Hash.ZERO, 0, 0);
        Database.Batch batch = database.batch();
        batch.put(Columns.META, StoreIdentity.KEY, identity);
        BlockWriter writer = new BlockWriter(batch, new StateView(database.latest()), nothing);
        writer.add(FinalBlock.of(first, Optional.empty()));
        writer.finish();
        database.commit(batch);
    }

    /** The block that {@code head} names, once it is certain that it is that block. */
    private static StoredBlock checked(LedgerQueries queries, Head head) {
        return queries.block(head.height())
                .filter(block -> block.hash().equals(head.hash())
                        && block.header().height().equals(head.height())
                        && block.header().hash(queries.genesisHash()).equals(head.hash()))
                .orElseThrow(() -> StoreException.corrupt("The stored ledger's head is damaged", null));
    }

    /**
     * Adds blocks, all in one atomic batch that is on disk when this returns. Blocks already stored are passed over.
     *
     * @param ascending in ascending order of height, without gaps
     * @throws StoreException {@link Kind#NOT_NEXT} if they do not continue the stored chain; {@link Kind#DISK}; in both
     *     cases nothing was added
     */
    public synchronized void append(List<FinalBlock> ascending) {
        List<FinalBlock> added = ascending.stream().filter(this::isNew).toList();
        if (added.isEmpty()) {
            return;
        }
        requireNext(added);
        Database.Batch batch = database.batch();
        expiry.deletePassed(batch, added.getLast().block().header().timeMs());
        BlockWriter writer = new BlockWriter(batch, state, tip.head());
        added.forEach(writer::add);
        writer.finish();
        database.commit(batch);
        state.update(writer.values(), writer.pages());
        FinalBlock last = added.getLast();
        tip = new Tip(writer.head(), BlockRow.of(last.block()).with(last.finalization()));
    }

    private boolean isNew(FinalBlock candidate) {
        Block block = candidate.block();
        if (block.height().isAfter(tip.head().height())) {
            return true;
        }
        if (queries.block(block.height())
                .filter(stored -> stored.hash().equals(block.hash()))
                .isEmpty()) {
            throw new StoreException(
                    Kind.NOT_NEXT,
                    "Another block than " + block
                            + " is final at its height. Two final blocks at one height mean that more"
                            + " than a third of the authorities lied: keep this node's directories as evidence.");
        }
        return false;
    }

    private void requireNext(List<FinalBlock> added) {
        Hash parent = tip.head().hash();
        Height height = tip.head().height();
        for (FinalBlock each : added) {
            height = height.next();
            Block block = each.block();
            if (!block.height().equals(height) || !block.header().parentHash().equals(parent)) {
                throw new StoreException(
                        Kind.NOT_NEXT,
                        block + " cannot be block " + height + " on " + parent + ". Fetch what lies between first.");
            }
            parent = block.hash();
        }
    }

    @Override
    public StoredBlock head() {
        return tip.block();
    }

    @Override
    public Optional<StoredBlock> block(Height height) {
        return queries.block(height);
    }

    @Override
    public Optional<StoredBlock> block(Hash hash) {
        return queries.block(hash);
    }

    @Override
    public Optional<Block> fullBlock(Height height) {
        return queries.fullBlock(height);
    }

    @Override
    public List<StoredTransaction> transactions(Height height) {
        return queries.transactions(height);
    }

    @Override
    public List<StoredRecord> records(Height height) {
        return queries.storedRecords(height);
    }

    @Override
    public List<StoredRecord> accountRecords(Address address, Height before, int limit) {
        return queries.accountRecords(address, before, limit);
    }

    @Override
    public Optional<StoredTransaction> transaction(Hash id) {
        return queries.transaction(id);
    }

    @Override
    public Optional<Account> account(Address address) {
        return Accounts.read(state, address);
    }

    @Override
    public List<StoredTransaction> accountTransactions(Address address, Optional<Position> before, int limit) {
        Position start = before.orElseGet(() -> new Position(tip.head().height().next(), 0));
        return queries.accountTransactions(address, start, limit);
    }

    @Override
    public List<StoredTransaction> latestTransactions(Optional<Position> before, int limit) {
        Position start = before.orElseGet(() -> new Position(tip.head().height().next(), 0));
        return queries.latestTransactions(start, limit);
    }

    @Override
    public List<Hash> transactionIds(HashPrefix prefix, int limit) {
        return queries.transactionIds(prefix, limit);
    }

    @Override
    public List<Height> blockHeights(HashPrefix prefix, int limit) {
        return queries.blockHeights(prefix, limit);
    }

    @Override
    public StateReader state() {
        return state;
    }

    @Override
    public Snapshot snapshot() {
        Database.View view = database.snapshot();
        LedgerQueries still = new LedgerQueries(view, genesisHash);
        StoredBlock block = still.head()
                .flatMap(at -> still.block(at.height()))
                .orElseThrow(() -> StoreException.corrupt("The stored ledger has no head", null));
        return new Snapshot() {
            @Override
            public StoredBlock block() {
                return block;
            }

            @Override
            public StateReader state() {
                return new StateView(view);
            }

            @Override
            public void close() {
                view.close();
            }
        };
    }

    @Override
    public long transactionCount() {
        return tip.head().transactionCount();
    }

    @Override
    public long accountCount() {
        return tip.head().accountCount();
    }

    @Override
    public List<Equivocation> evidence() {
        return evidence.all();
    }

    @Override
    public CertificateScan scanCertificates(Height from, int longest, int rows) {
        return CertificateScan.of(database.latest(), from, longest, rows);
    }

    /** Adds verified finalization certificates of stored blocks, on disk when this returns; others are passed over. */
    public synchronized void certify(List<Certificate> certificates) {
        Database.Batch batch = database.batch();
        for (Certificate certificate : certificates) {
            queries.block(certificate.ballot().blockHash())
                    .filter(block -> block.finalization().isEmpty())
                    .ifPresent(block ->
                            batch.put(Columns.CERTIFICATES, block.header().height(), certificate));
        }
        database.commit(batch);
    }

    /**
     * Keeps a proof that was verified, on disk when this returns. One more of many says nothing new and is passed over.
     *
     * @return whether it was kept
     */
    public boolean keep(Equivocation proof) {
        return evidence.add(proof);
    }

    /** Releases everything; readers are refused from then on. */
    @Override
    public void close() {
        database.close();
    }
}
