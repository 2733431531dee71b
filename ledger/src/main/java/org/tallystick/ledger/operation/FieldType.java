package org.tallystick.ledger.operation;

import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * What a field of an operation or a record holds: how it is encoded here, and by its type, how it is shown elsewhere.
 *
 * @param <A> the values
 */
public sealed interface FieldType<A> {
    FieldType<Address> ADDRESS = new OfAddress();
    FieldType<Amount> AMOUNT = new OfAmount();
    FieldType<Hash> HASH = new OfHash();

    /** Least encoded size in bytes. */
    int minSize();

    void write(BorshWriter out, A value);

    /** @throws org.tallystick.ledger.codec.DecodeException if no such value stands there */
    A read(BorshReader in);

    /** An account. Encoded as 20 bytes. */
    record OfAddress() implements FieldType<Address> {
        @Override
        public int minSize() {
            return Address.SIZE;
        }

        @Override
        public void write(BorshWriter out, Address value) {
            out.fixed(value);
        }

        @Override
        public Address read(BorshReader in) {
            return Address.decode(in);
        }
    }

    /** A sum of money. Encoded as {@code u64} base units. */
    record OfAmount() implements FieldType<Amount> {
        @Override
        public int minSize() {
            return Long.BYTES;
        }

        @Override
        public void write(BorshWriter out, Amount value) {
            value.encode(out);
        }

        @Override
        public Amount read(BorshReader in) {
            return Amount.decode(in);
        }
    }

    /** A hash, such as a transaction's id. Encoded as 32 bytes. */
    record OfHash() implements FieldType<Hash> {
        @Override
        public int minSize() {
            return Hash.SIZE;
        }

        @Override
        public void write(BorshWriter out, Hash value) {
            out.fixed(value);
        }

        @Override
        public Hash read(BorshReader in) {
            return Hash.decode(in);
        }
    }

    /** Text of at most so many bytes of UTF-8. Encoded as a {@code u32} length and the bytes. */
    record OfText(int maxBytes) implements FieldType<String> {
        @Override
        public int minSize() {
            return Integer.BYTES;
        }

        @Override
        public void write(BorshWriter out, String value) {
            out.string(value);
        }

        @Override
        public String read(BorshReader in) {
            return in.string(maxBytes);
        }
    }
}
