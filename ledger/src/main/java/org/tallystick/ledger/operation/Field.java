package org.tallystick.ledger.operation;

import java.util.function.Function;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * One field of an operation or a record: from this come its encoding, its JSON, its schema and what people are shown.
 *
 * @param <T> whose field it is
 * @param <A> what it holds
 * @param name in JSON, such as {@code to}
 * @param meaning one short sentence, for the API's description
 */
public record Field<T, A>(String name, FieldType<A> type, Function<T, A> getter, String meaning) {

    public static <T> Field<T, Address> address(String name, Function<T, Address> getter, String meaning) {
        return new Field<>(name, FieldType.ADDRESS, getter, meaning);
    }

    public static <T> Field<T, Amount> amount(String name, Function<T, Amount> getter, String meaning) {
        return new Field<>(name, FieldType.AMOUNT, getter, meaning);
    }

    public static <T> Field<T, Hash> hash(String name, Function<T, Hash> getter, String meaning) {
        return new Field<>(name, FieldType.HASH, getter, meaning);
    }

    /** @param maxBytes of UTF-8 */
    public static <T> Field<T, String> text(String name, int maxBytes, Function<T, String> getter, String meaning) {
        return new Field<>(name, new FieldType.OfText(maxBytes), getter, meaning);
    }

    /** What {@code owner} holds in this field. */
    public A of(T owner) {
        return getter.apply(owner);
    }

    void write(BorshWriter out, T owner) {
        type.write(out, getter.apply(owner));
    }
}
