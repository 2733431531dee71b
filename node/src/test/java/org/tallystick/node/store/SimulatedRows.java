package org.tallystick.node.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The columns on a simulated disk: atomic batches, the last of which is lost if the power goes before its sync. */
final class SimulatedRows implements Database {
    private final SimulatedDisk disk;
    private final Map<String, NavigableMap<byte[], byte[]>> columns = new HashMap<>();
    private final List<Cell> unsynced = new ArrayList<>();

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

    @Override
    public View latest() {
        return new Rows(columns);
    }

    @Override
    public View snapshot() {
        Map<String, NavigableMap<byte[], byte[]>> copy = new HashMap<>();
        columns.forEach((name, rows) -> copy.put(name, new TreeMap<>(rows)));
        return new Rows(copy);
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
        for (Cell each : ((Puts) batch).puts) {
            NavigableMap<byte[], byte[]> rows = column(each.column);
            unsynced.add(new Cell(each.column, each.key, rows.get(each.key)));
            put(rows, each.key, each.value);
        }
        disk.effect();
        disk.sync();
        if (!disk.isLying()) {
            unsynced.clear();
        }
        disk.effect();
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

    private record Rows(Map<String, NavigableMap<byte[], byte[]>> columns) implements View {

        private NavigableMap<byte[], byte[]> rows(Column<?, ?> column) {
            return columns.getOrDefault(column.name(), empty());
        }

        @Override
        public <K, V> Optional<V> get(Column<K, V> column, K key) {
            return Optional.ofNullable(rows(column).get(column.keys().write(key)))
                    .map(value -> Database.read(column, column.values(), value));
        }

        @Override
        public <K, V> void ascend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            visit(column, rows(column).tailMap(column.keys().write(from), true), visitor);
        }

        @Override
        public <K, V> void descend(Column<K, V> column, K from, BiPredicate<K, V> visitor) {
            visit(column, rows(column).headMap(column.keys().write(from), true).descendingMap(), visitor);
        }

        private static <K, V> void visit(
                Column<K, V> column, NavigableMap<byte[], byte[]> rows, BiPredicate<K, V> visitor) {
            for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
                if (!visitor.test(
                        Database.read(column, column.keys(), row.getKey()),
                        Database.read(column, column.values(), row.getValue()))) {
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
