package org.tallystick.ledger.state;

import java.util.Optional;
import java.util.function.Function;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.Encodable;

/**
 * One keyed part of the state. All tables hang in one tree under one root, so that any row of any of them is proven in one way.
 *
 * @param <K> what rows are found by
 * @param <V> what a row holds
 */
public final class Table<K, V extends Encodable> {
    private static final int MAX_TAG = 255;

    private final int tag;
    private final String name;
    private final Function<K, Bytes> keys;
    private final Function<BorshReader, V> values;

    private Table(int tag, String name, Function<K, Bytes> keys, Function<BorshReader, V> values) {
        this.tag = tag;
        this.name = name;
        this.keys = keys;
        this.values = values;
    }

    /**
     * @param tag 0 to 255; it stands in encodings and never changes
     * @param name for people and in proof files, such as {@code accounts}
     * @param keys how a key is encoded: no two alike
     * @param values how a row is decoded
     */
    public static <K, V extends Encodable> Table<K, V> of(
            int tag, String name, Function<K, Bytes> keys, Function<BorshReader, V> values) {
        if (tag < 0 || tag > MAX_TAG) {
            throw new IllegalArgumentException("a table's tag is 0 to " + MAX_TAG + ", not " + tag);
        }
        return new Table<>(tag, name, keys, values);
    }

    public int tag() {
        return tag;
    }

    public String name() {
        return name;
    }

    /** Names the row of {@code key} in the state. */
    public StateKey key(K key) {
        return new StateKey(tag, keys.apply(key));
    }

    /** The row of {@code key}, if there is one. */
    public Optional<V> read(StateReader state, K key) {
        Optional<Bytes> value = state.get(key(key));
        return value.isPresent() ? Optional.of(decode(value.get())) : Optional.empty();
    }

    /** The row whose encoding is {@code value}; a {@link org.tallystick.ledger.codec.DecodeException} if it is none. */
    public V decode(Bytes value) {
        BorshReader in = value.reader();
        V row = decode(in);
        in.requireEnd();
        return row;
    }

    /** The row that is encoded next in {@code in}. */
    public V decode(BorshReader in) {
        return values.apply(in);
    }

    @Override
    public String toString() {
        return name;
    }
}
