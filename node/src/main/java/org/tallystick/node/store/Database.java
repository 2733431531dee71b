package org.tallystick.node.store;

import java.util.Optional;
import java.util.function.BiPredicate;
import org.tallystick.ledger.codec.DecodeException;

/**
 * Typed columns of ordered rows: reads of the latest or of a still state, and atomic synced batches. Thread-safe. Every
 * failure is a {@link StoreException}, a row that is not what was written included.
 */
interface Database extends AutoCloseable {

    /** Reads whatever was committed last. */
    View latest();

    /** Reads what is committed now, until closed. */
    View snapshot();

    Batch batch();

    /** Writes all of a batch of this database or nothing, and returns once it is on disk. */
    void commit(Batch batch);

    @Override
    void close();

    /** Writes that happen together. Not thread-safe. */
    interface Batch {
        <K, V> void put(Column<K, V> column, K key, V value);

        <K, V> void delete(Column<K, V> column, K key);

        default <K, V> void putOrDelete(Column<K, V> column, K key, Optional<V> value) {
            if (value.isPresent()) {
                put(column, key, value.get());
            } else {
                delete(column, key);
            }
        }
    }

    /** Reads of one state of the database. Thread-safe; close it unless it is {@link #latest()}. */
    interface View extends AutoCloseable {
        <K, V> Optional<V> get(Column<K, V> column, K key);

        /** Visits the rows from {@code from}, included, upwards, for as long as {@code visitor} says true. */
        <K, V> void ascend(Column<K, V> column, K from, BiPredicate<K, V> visitor);

        /** Visits the rows from {@code from}, included, downwards, for as long as {@code visitor} says true. */
        <K, V> void descend(Column<K, V> column, K from, BiPredicate<K, V> visitor);

        @Override
        void close();
    }

    /** Decodes part of a row; what can't be is damage. */
    static <T> T read(Column<?, ?> column, Serializer<T> serializer, byte[] bytes) {
        try {
            return serializer.read(bytes);
        } catch (DecodeException | IllegalArgumentException e) {
            throw StoreException.corrupt("The ledger holds a damaged row in " + column.name(), e);
        }
    }
}
