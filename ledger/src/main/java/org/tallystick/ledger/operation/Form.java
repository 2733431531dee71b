package org.tallystick.ledger.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;

/**
 * How one kind of operation or record is written down: its tag, its name and its fields, in the order of their encoding.
 *
 * @param <T> the kind
 */
public final class Form<T> {
    private final int tag;
    private final String name;
    private final Class<T> type;
    private final List<Field<T, ?>> fields;
    private final Function<List<Object>, T> maker;

    private Form(int tag, String name, Class<T> type, List<Field<T, ?>> fields, Function<List<Object>, T> maker) {
        this.tag = tag;
        this.name = name;
        this.type = type;
        this.fields = fields;
        this.maker = maker;
    }

    /** One without fields. */
    public static <T> Form<T> of(int tag, String name, Class<T> type, Supplier<T> maker) {
        return new Form<>(tag, name, type, List.of(), values -> maker.get());
    }

    /** One with a single field. */
    public static <T, A> Form<T> of(int tag, String name, Class<T> type, Field<T, A> first, Function<A, T> maker) {
        return new Form<>(tag, name, type, List.of(first), values -> maker.apply(value(values, 0)));
    }

    /** One with two fields. */
    public static <T, A, B> Form<T> of(
            int tag, String name, Class<T> type, Field<T, A> first, Field<T, B> second, BiFunction<A, B, T> maker) {
        return new Form<>(
                tag, name, type, List.of(first, second), values -> maker.apply(value(values, 0), value(values, 1)));
    }

    /** Makes a value of three fields. */
    public interface OfThree<A, B, C, T> {
        T make(A first, B second, C third);
    }

    /** One with three fields. */
    public static <T, A, B, C> Form<T> of(
            int tag,
            String name,
            Class<T> type,
            Field<T, A> first,
            Field<T, B> second,
            Field<T, C> third,
            OfThree<A, B, C, T> maker) {
        return new Form<>(
                tag,
                name,
                type,
                List.of(first, second, third),
                values -> maker.make(value(values, 0), value(values, 1), value(values, 2)));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // each is what the field in its place holds
    private static <A> A value(List<Object> values, int index) {
        return (A) values.get(index);
    }

    /** The number that stands for it in encodings, 0 to 255; it never changes. */
    public int tag() {
        return tag;
    }

    /** The name that stands for it in JSON, such as {@code transfer}. */
    public String name() {
        return name;
    }

    public Class<T> type() {
        return type;
    }

    /** In the order in which they are encoded. */
    public List<Field<T, ?>> fields() {
        return fields;
    }

    /** Least encoded size in bytes, the tag included. */
    public int minSize() {
        return 1 + fields.stream().mapToInt(field -> field.type().minSize()).sum();
    }

    /**
     * The value with these in its fields.
     *
     * @param values one for each field, in order, of its type
     */
    public T make(List<Object> values) {
        return maker.apply(values);
    }

    /** Appends the tag and the fields of {@code value}, which is of this form. */
    public void encode(BorshWriter out, Object value) {
        T mine = type.cast(value);
        out.u8(tag);
        for (Field<T, ?> field : fields) {
            field.write(out, mine);
        }
    }

    /** Reads the fields, after the tag. */
    public T decodeFields(BorshReader in) {
        List<Object> values = new ArrayList<>(fields.size());
        for (Field<T, ?> field : fields) {
            values.add(field.type().read(in));
        }
        return make(values);
    }

    @Override
    public String toString() {
        return name;
    }
}
