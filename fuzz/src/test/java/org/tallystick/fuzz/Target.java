package org.tallystick.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;

/**
 * A decoder and what must hold for it.
 *
 * @param name a file name, unique among the targets
 * @param check throws whatever it likes if the input shows a fault
 * @param seeds sound inputs, from which others are made by changing them
 */
public record Target(String name, Check check, List<Bytes> seeds) {

    /** Gives one input to a decoder. */
    @FunctionalInterface
    public interface Check {
        void accept(byte[] input) throws Exception;
    }

    public Target {
        seeds = List.copyOf(seeds);
    }

    /** Borsh: the input is refused, or is the one encoding of what it decodes to. */
    public static <T extends Encodable> Target borsh(String name, Function<BorshReader, T> decoder, List<Bytes> seeds) {
        return binary(name, input -> BorshReader.decodeAll(input, decoder).encoded(), seeds);
    }

    /**
     * Any form in bytes that has one encoding per value.
     *
     * @param rewrite decodes and encodes; refuses with a {@link DecodeException}
     */
    public static Target binary(String name, UnaryOperator<byte[]> rewrite, List<Bytes> seeds) {
        return new Target(
                name,
                input -> {
                    byte[] rewritten;
                    try {
                        rewritten = rewrite.apply(input.clone());
                    } catch (DecodeException e) {
                        return;
                    }
                    if (!Arrays.equals(input, rewritten)) {
                        throw new AssertionError("written as " + HexFormat.of().formatHex(rewritten));
                    }
                },
                seeds);
    }

    /**
     * A form for people, in which a value may be written in several ways: what is read is written so that it is read as the
     * same again.
     *
     * @param rewrite reads and writes
     * @param isRefusal whether an exception is the documented way to refuse a text
     */
    public static Target text(
            String name, UnaryOperator<String> rewrite, Predicate<RuntimeException> isRefusal, List<String> seeds) {
        return new Target(
                name,
                input -> {
                    String rewritten;
                    try {
                        rewritten = rewrite.apply(new String(input, StandardCharsets.UTF_8));
                    } catch (RuntimeException e) {
                        if (isRefusal.test(e)) {
                            return;
                        }
                        throw e;
                    }
                    if (!rewrite.apply(rewritten).equals(rewritten)) {
                        throw new AssertionError("is read as another value: " + rewritten);
                    }
                },
                seeds.stream()
                        .map(text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }
}
