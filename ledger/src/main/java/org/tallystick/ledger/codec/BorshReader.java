package org.tallystick.ledger.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Strict Borsh decoding over one array: whatever an encoder could not have written is a {@link DecodeException}, and no
 * length is believed before it has been compared with the field's limit and with what is left. Not thread-safe.
 */
public final class BorshReader {
    private final byte[] source;
    private final int end;
    private int position;

    public BorshReader(byte[] source) {
        this(source, 0, source.length);
    }

    /** Reads {@code length} bytes of {@code source} from {@code offset} on; the array is not copied. */
    public BorshReader(byte[] source, int offset, int length) {
        this.source = source;
        this.position = offset;
        this.end = Math.addExact(offset, length);
        if (offset < 0 || length < 0 || end > source.length) {
            throw new IllegalArgumentException("slice outside the array");
        }
    }

    /** Decodes all of {@code bytes} as one value. */
    public static <T> T decodeAll(byte[] bytes, Function<BorshReader, T> decoder) {
        BorshReader in = new BorshReader(bytes);
        T value = decoder.apply(in);
        in.requireEnd();
        return value;
    }

    public int u8() {
        need(1);
        return source[position++] & 0xFF;
    }

    public int u16() {
        return (int) little(2);
    }

    public long u32() {
        return little(4);
    }

    /** An unsigned 64-bit integer; those of 2^63 and above are refused, as no field of this ledger holds them. */
    public long u64() {
        long value = little(8);
        if (value < 0) {
            throw new DecodeException("integer of 2^63 or more at byte " + (position - 8));
        }
        return value;
    }

    /** Exactly {@code length} bytes, copied. */
    public byte[] fixed(int length) {
        need(length);
        byte[] bytes = Arrays.copyOfRange(source, position, position + length);
        position += length;
        return bytes;
    }

    /** The next {@code length} bytes, copied into {@code target} from {@code offset} on. */
    public void fixedInto(byte[] target, int offset, int length) {
        need(length);
        System.arraycopy(source, position, target, offset, length);
        position += length;
    }

    /** A {@code u32} length of at most {@code maxLength} and that many bytes, copied. */
    public byte[] bytes(int maxLength) {
        return fixed(length(maxLength, 1));
    }

    /** A {@code u32} length of at most {@code maxBytes} and that many bytes of valid UTF-8. */
    public String string(int maxBytes) {
        byte[] utf8 = bytes(maxBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DecodeException("invalid UTF-8 before byte " + position);
        }
    }

    /**
     * A {@code u32} count of at most {@code maxCount} and that many elements.
     *
     * @param minElementSize least encoded size of an element in bytes, so that a count beyond what is left is refused
     *     before anything is allocated for it
     */
    public <T> List<T> list(int maxCount, int minElementSize, Function<BorshReader, T> element) {
        int count = length(maxCount, minElementSize);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(this));
        }
        return List.copyOf(elements);
    }

    /** Index of the next byte in the array given to the constructor. */
    public int position() {
        return position;
    }

    /** Bytes not yet read. */
    public int remaining() {
        return end - position;
    }

    /** A copy of bytes already read, from {@code from} (as told by {@link #position()}) to the present position. */
    public byte[] slice(int from) {
        return Arrays.copyOfRange(source, from, position);
    }

    /** Refuses trailing bytes. */
    public void requireEnd() {
        if (position != end) {
            throw new DecodeException(remaining() + " trailing bytes");
        }
    }

    private int length(int max, int unit) {
        long length = u32();
        if (length > max) {
            throw new DecodeException("length " + length + " is over the limit of " + max);
        }
        if (length * unit > remaining()) {
            throw new DecodeException("length " + length + " is beyond the " + remaining() + " bytes left");
        }
        return (int) length;
    }

    private long little(int bytes) {
        need(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (source[position++] & 0xFFL) << (8 * i);
        }
        return value;
    }

    private void need(int bytes) {
        if (bytes > remaining()) {
            throw new DecodeException("needs " + bytes + " bytes at byte " + position + ", has " + remaining());
        }
    }
}
