package org.tallystick.ledger.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;

/**
 * The rows of all tables but the accounts' that a block touches, as its transactions leave them: each is read and decoded
 * once, and encoded once, at the end. Not thread-safe.
 */
final class WorkingRows {
    private final StateReader parent;
    private final Map<StateKey, Row> rows = new HashMap<>();
    private final List<Row> uncommitted = new ArrayList<>();

    WorkingRows(StateReader parent) {
        this.parent = parent;
    }

    <K, V extends Encodable> Optional<V> get(Table<K, V> table, K key) {
        @SuppressWarnings("unchecked") // a key names one table, whose rows are of this type
        V value = (V) row(table, table.key(key)).value;
        return Optional.ofNullable(value);
    }

    <K, V extends Encodable> void set(Table<K, V> table, K key, @Nullable V value) {
        Row row = row(table, table.key(key));
        row.value = value;
        uncommitted.add(row);
    }

    void commit() {
        uncommitted.forEach(row -> row.committed = row.value);
        uncommitted.clear();
    }

    void rollback() {
        uncommitted.forEach(row -> row.value = row.committed);
        uncommitted.clear();
    }

    /** Adds the rows that differ from the parent's to {@code values}. */
    void collect(Map<StateKey, Optional<Bytes>> values) {
        rows.forEach((key, row) -> {
            Optional<Bytes> after = Optional.ofNullable(row.value).map(Bytes::encodingOf);
            if (!after.equals(row.before)) {
                values.put(key, after);
            }
        });
    }

    private Row row(Table<?, ?> table, StateKey key) {
        Row known = rows.get(key);
        if (known != null) {
            return known;
        }
        Optional<Bytes> before = parent.get(key);
        Row read = new Row(before, before.map(value -> table.decode(value)).orElse(null));
        rows.put(key, read);
        return read;
    }

    private static final class Row {
        private final Optional<Bytes> before;
        private @Nullable Encodable value;
        private @Nullable Encodable committed;

        Row(Optional<Bytes> before, @Nullable Encodable value) {
            this.before = before;
            this.value = value;
            this.committed = value;
        }
    }
}
