package org.tallystick.node.store;

import java.util.function.Function;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;

/** One type's form in the database. Keys are written so that their order as unsigned bytes is their natural order. */
record Serializer<T>(Function<T, byte[]> writer, Function<byte[], T> reader) {

    /** Borsh. Only for values, or for keys whose order does not matter: its integers are little-endian. */
    static <T extends Encodable> Serializer<T> borsh(Function<BorshReader, T> decoder) {
        return new Serializer<>(Encodable::encoded, bytes -> BorshReader.decodeAll(bytes, decoder));
    }

    byte[] write(T value) {
        return writer.apply(value);
    }

    /** @throws DecodeException if {@link #write} could not have written this */
    T read(byte[] bytes) {
        try {
            return reader.apply(bytes);
        } catch (IllegalArgumentException e) {
            // How a value's own type refuses what is not one: to its other callers that is a bug, here it is damage.
            throw new DecodeException(String.valueOf(e.getMessage()));
        }
    }
}
