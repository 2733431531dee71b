package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns on a simulated disk: atomic batches, the last of which is lost if the power goes before its sync. Reading a
 * damaged row fails, as it does in RocksDB, which keeps a checksum of every block.
 */
final class SimulatedRows implements Database {
    private final SimulatedDisk disk;
    private final Map<String, NavigableMap<byte[], byte[]>> columns = new HashMap<>();
    private final List<Cell> unsynced = new ArrayList<>();

    /** Values that are not what was written, by identity. */
    private final Set<byte[]> damaged = Collections.newSetFromMap(new IdentityHashMap<>());

    private boolean misdirected;

    /** What a row holds, or held; null for nothing. */
    private static final class Cell {
        private final String column;
        private final byte[] key;
        private final byte @Nullable [] value;

        Cell(String column, byte[] key, byte @Nullable [] value) {
            this.column = column;
            this.key = key;
            this.value = value;
        }
    }

    SimulatedRows(SimulatedDisk disk) {
        this.disk = disk;
    }

    Database opened() {
        return this;
    }

    void powerCut(SplittableRandom random) {
        if (!unsynced.isEmpty() && (disk.isLying() || random.nextBoolean())) {
            for (Cell each : unsynced.reversed()) {
                put(column(each.column), each.key, each.value);
            }
        }
        unsynced.clear();
    }

    void rot(SplittableRandom random) {
        anyColumn(random).ifPresent(rows -> {
            byte[] key = anyKey(rows, random);
            byte[] value = rows.getOrDefault(key, new byte[0]).clone();
            if (value.length > 0) {
                value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
                damage(rows, key, value);
            }
        });
    }

    void misdirect() {
        misdirected = true;
    }

    /** The row keeps what it had, or has rubbish; what it was to hold stands where it does not belong. */
    private void misdirect(Cell lost) {
        misdirected = false;
        anyColumn(disk.random()).ifPresent(rows -> {
            byte[] stray = lost.value == null ? new byte[1] : lost.value.clone();
            damage(rows, anyKey(rows, disk.random()), stray);
            NavigableMap<byte[], byte[]> mine = column(lost.column);
            damage(mine, lost.key, mine.getOrDefault(lost.key, new byte[1]).clone());
        });
    }

    private void damage(NavigableMap<byte[], byte[]> rows, byte[] key, byte[] value) {
        damaged.add(value);
        rows.put(key, value);
    }

    private Optional<NavigableMap<byte[], byte[]>> anyColumn(SplittableRandom random) {
        List<NavigableMap<byte[], byte[]>> filled =
                columns.values().stream().filter(rows -> !rows.isEmpty()).toList();
        return filled.isEmpty() ? Optional.empty() : Optional.of(filled.get(random.nextInt(filled.size())));
    }

    private static byte[] anyKey(NavigableMap<byte[], byte[]> rows, SplittableRandom random) {
        return rows.keySet().stream()
                .skip(random.nextInt(rows.size()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public View latest() {
        return new Rows(this, columns);
    }

    @Override
    public View snapshot() {
        Map<String, NavigableMap<byte[], byte[]>> copy = new HashMap<>();
        columns.forEach((name, rows) -> copy.put(name, new TreeMap<>(rows)));
        return new Rows(this, copy);
    }

    @Override
    public Batch batch() {
        return new Puts();
    }

    @Override
    public void commit(Batch batch) {
        if (disk.isFull()) {
            throw Failures.disk(new java.io.IOException("No space left on device"));
        }
        disk.effect();
        List<Cell> puts = ((Puts) batch).puts;
        for (Cell each : puts) {
            NavigableMap<byte[], byte[]> rows = column(each.column);
            unsynced.add(new Cell(each.column, each.key, rows.get(each.key)));
            put(rows, each.key, each.value);
        }
        if (misdirected && !puts.isEmpty()) {
            misdirect(puts.get(disk.random().nextInt(puts.size())));
        }
        disk.effect();
        disk.sync();
        if (!disk.isLying()) {
            unsynced.clear();
        }
        disk.effect();
    }

    private byte[] checked(byte[] value) {
        if (!disk.isUnchecked() && damaged.contains(value)) {
            throw StoreException.corrupt("The stored ledger is damaged: a checksum does not match", null);
        }
        return value;
    }

    private NavigableMap<byte[], byte[]> column(String name) {
        return columns.computeIfAbsent(name, any -> empty());
    }

    private static NavigableMap<byte[], byte[]> empty() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    private static void put(NavigableMap<byte[], byte[]> rows, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    @Override
    public void close() {
        // The disk stays.
    }

    private static final class Puts implements Batch {
        private final List<Cell> puts = new ArrayList<>();

        @Override
        public <K, V> void put(Column<K, V> column, K key, V value) {
            puts.add(new Cell(
                    column.name(), column.keys().write(key), column.values().write(value)));
        }

        @Override
        public <K, V> void delete(Column<K, V> column, K key) {
            puts.add(new Cell(column.name(), column.keys().write(key), null));
        }
    }

    private record Rows(SimulatedRows stored, Map<String, NavigableMap<byte[], byte[]>> columns) implements View {

        private NavigableMap<byte[], byte[]> rows(Column<?, ?> column) {
            return columns.getOrDefault(column.name(), empty());
        }

        @Override
        public <K, V> Optional<V> get(Column<K, V> column, K key) {
            return Optional.ofNullable(rows(column).get(column.keys().write(key)))
                    .map(value -> Database.read(column, column.values(), stored.checked(value)));
        }

        @Override
        public <K, V> void ascend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            visit(stored, column, rows(column).tailMap(column.keys().write(from), true), visitor);
        }

        @Override
        public <K, V> void descend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            visit(
                    stored,
                    column,
                    rows(column).headMap(column.keys().write(from), true).descendingMap(),
                    visitor);
        }

        private static <K, V> void visit(
                SimulatedRows stored,
                Column<K, V> column,
                NavigableMap<byte[], byte[]> rows,
                BiPredicate<K, V> visitor) {
            for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
                if (!visitor.test(
                        Database.read(column, column.keys(), row.getKey()),
                        Database.read(column, column.values(), stored.checked(row.getValue())))) {
                    return;
                }
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
