package org.tallystick.node.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;

/** The columns in RocksDB. */
final class RocksDatabase implements Database {
    private final DatabaseOptions options;
    private final RocksDB rocks;
    private final List<ColumnFamilyHandle> handles;
    private final Map<String, Family> families = new HashMap<>();
    private final RocksView latest;

    /** Held shared by every call into RocksDB, as a call after it was closed would take the process down. */
    private final ReadWriteLock gate = new ReentrantReadWriteLock();

    private boolean closed;

    private RocksDatabase(DatabaseOptions options, RocksDB rocks, List<ColumnFamilyHandle> handles) {
        this.options = options;
        this.rocks = rocks;
        this.handles = handles;
        for (int i = 0; i < Columns.ALL.size(); i++) {
            // The first handle is of RocksDB's own column "default", which stays empty.
            ColumnFamilyHandle handle = handles.get(i + 1);
            families.put(Columns.ALL.get(i).name(), new Family(handle, handle.getID()));
        }
        this.latest = new RocksView(null);
    }

    /** Opens the database in {@code directory}, or makes an empty one if none was ever there. */
    static RocksDatabase open(Path directory, StoreTuning tuning) {
        RocksDB.loadLibrary();
        DatabaseOptions options = new DatabaseOptions(tuning);
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.forColumn(Column.Access.SEQUENTIAL)));
        for (Column<?, ?> column : Columns.ALL) {
            descriptors.add(new ColumnFamilyDescriptor(
                    column.name().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    options.forColumn(column.access())));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            PrivateFiles.createDirectories(directory);
            boolean create = isEmpty(directory);
            RocksDB rocks =
                    RocksDB.open(options.forDatabase(create, tuning), directory.toString(), descriptors, handles);
            return new RocksDatabase(options, rocks, handles);
        } catch (RocksDBException e) {
            options.close();
            throw Failures.opening(directory, e);
        } catch (IOException e) {
            options.close();
            throw Failures.disk(e);
        }
    }

    /**
     * Whether no database was ever there. One whose entry file alone is gone must not count as empty: a new one would
     * delete what is left of it.
     */
    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .noneMatch(name -> name.equals("CURRENT") || name.endsWith(".sst"));
        }
    }

    @Override
    public View latest() {
        return latest;
    }

    @Override
    public View snapshot() {
        return call(() -> new RocksView(rocks.getSnapshot()));
    }

    @Override
    public void commit(Batch batch) {
        BatchBytes bytes = ((RocksBatch) batch).writes;
        call(() -> {
            try (WriteBatch writes = new WriteBatch(bytes.toByteArray())) {
                rocks.write(options.synced(), writes);
            }
            return true;
        });
    }

    @Override
    public Batch batch() {
        return new RocksBatch();
    }

    private final class RocksBatch implements Batch {
        private final BatchBytes writes = new BatchBytes();

        @Override
        public <K, V> void put(Column<K, V> column, K key, V value) {
            writes.put(
                    family(column).id(),
                    column.keys().write(key),
                    column.values().write(value));
        }

        @Override
        public <K, V> void delete(Column<K, V> column, K key) {
            writes.delete(family(column).id(), column.keys().write(key));
        }
    }

    private final class RocksView implements View {
        private final @Nullable Snapshot snapshot;
        private final ReadOptions reads = new ReadOptions();

        /** Taken before the database's gate. Closing a view waits for its own reads alone, not for a commit. */
        private final ReadWriteLock ownReads = new ReentrantReadWriteLock();

        private boolean released;

        private RocksView(@Nullable Snapshot snapshot) {
            this.snapshot = snapshot;
            if (snapshot != null) {
                reads.setSnapshot(snapshot);
            }
        }

        @Override
        public <K, V> Optional<V> get(Column<K, V> column, K key) {
            byte[] name = column.keys().write(key);
            byte @Nullable [] value = read(() -> rocks.get(family(column).handle(), reads, name));
            return value == null ? Optional.empty() : Optional.of(Database.read(column, column.values(), value));
        }

        @Override
        public <K, V> void ascend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            walk(column, rows -> rows.seek(column.keys().write(from)), RocksIterator::next, visitor);
        }

        @Override
        public <K, V> void descend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            walk(column, rows -> rows.seekForPrev(column.keys().write(from)), RocksIterator::prev, visitor);
        }

        private <K, V> void walk(Column<K, V> column, Step seek, Step advance, BiPredicate<K, V> visitor) {
            read(() -> {
                try (RocksIterator rows = rocks.newIterator(family(column).handle(), reads)) {
                    seek.on(rows);
                    while (rows.isValid()
                            && visitor.test(
                                    Database.read(column, column.keys(), rows.key()),
                                    Database.read(column, column.values(), rows.value()))) {
                        advance.on(rows);
                    }
                    // An iterator also ends where it fails to read.
                    rows.status();
                    return true;
                }
            });
        }

        private <T extends @Nullable Object> T read(Call<T> read) {
            if (snapshot == null) {
                // Lives as long as the database.
                return call(read);
            }
            ownReads.readLock().lock();
            try {
                if (released) {
                    throw new StoreException(StoreException.Kind.CLOSED, "this snapshot of the ledger was closed");
                }
                return call(read);
            } finally {
                ownReads.readLock().unlock();
            }
        }

        @Override
        public void close() {
            ownReads.writeLock().lock();
            gate.readLock().lock();
            try {
                if (!released) {
                    released = true;
                    reads.close();
                    if (snapshot != null && !closed) {
                        rocks.releaseSnapshot(snapshot);
                    }
                }
            } finally {
                gate.readLock().unlock();
                ownReads.writeLock().unlock();
            }
        }
    }

    private interface Step {
        void on(RocksIterator rows);
    }

    private interface Call<T extends @Nullable Object> {
        T run() throws RocksDBException;
    }

    private <T extends @Nullable Object> T call(Call<T> call) {
        gate.readLock().lock();
        try {
            if (closed) {
                throw new StoreException(StoreException.Kind.CLOSED, "the ledger was closed: the node is stopping");
            }
            return call.run();
        } catch (RocksDBException e) {
            throw Failures.using(e);
        } finally {
            gate.readLock().unlock();
        }
    }

    /** A column as RocksDB knows it. */
    private record Family(ColumnFamilyHandle handle, int id) {}

    private Family family(Column<?, ?> column) {
        Family family = families.get(column.name());
        if (family == null) {
            throw new IllegalArgumentException("not one of the columns: " + column.name());
        }
        return family;
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            if (!closed) {
                // No read is on its way while the gate is held, and none begins once this is closed.
                latest.reads.close();
                closed = true;
                handles.forEach(ColumnFamilyHandle::close);
                rocks.close();
                options.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }
}
