package org.tallystick.node.store;

import java.nio.ByteBuffer;
import org.tallystick.ledger.codec.DecodeException;

/** Ascending places of transactions and then of records in a block, two bytes each. */
final class Indexes {
    /** A block's records have the places from here on; it never holds as many transactions. */
    static final int RECORDS = 0x8000;

    static final Serializer<Indexes> SERIALIZER = new Serializer<>(Indexes::write, Indexes::read);

    private short[] places = new short[4];
    private int size;

    /** Adds {@code index} unless it was the last one added: a transaction may name an account more than once. */
    void add(int index) {
        if (size > 0 && at(size - 1) == index) {
            return;
        }
        if (size == places.length) {
            places = java.util.Arrays.copyOf(places, 2 * size);
        }
        places[size++] = (short) index;
    }

    int size() {
        return size;
    }

    int at(int i) {
        return Short.toUnsignedInt(places[i]);
    }

    private byte[] write() {
        ByteBuffer out = ByteBuffer.allocate(2 * size);
        for (int i = 0; i < size; i++) {
            out.putShort(places[i]);
        }
        return out.array();
    }

    private static Indexes read(byte[] bytes) {
        if (bytes.length % 2 != 0) {
            throw new DecodeException("odd length of indexes");
        }
        Indexes indexes = new Indexes();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int index = Short.toUnsignedInt(in.getShort());
            if (indexes.size > 0 && index <= indexes.at(indexes.size - 1)) {
                throw new DecodeException("indexes that do not ascend");
            }
            indexes.add(index);
        }
        return indexes;
    }
}
