package org.tallystick.ledger.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Appends Borsh: little-endian integers, {@code u32} lengths, {@code u8} enum tags. Not thread-safe. */
public final class BorshWriter {
    private byte[] buffer;
    private int size;

    public BorshWriter() {
        this(256);
    }

    public BorshWriter(int expectedSize) {
        buffer = new byte[Math.max(16, expectedSize)];
    }

    /** Appends an unsigned byte, 0 to 255. */
    public BorshWriter u8(int value) {
        requireRange(value, 0xFF);
        ensure(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Appends an unsigned 16-bit integer, 0 to 65,535. */
    public BorshWriter u16(int value) {
        requireRange(value, 0xFFFF);
        return little(value, 2);
    }

    /** Appends an unsigned 32-bit integer, 0 to 2^32 - 1. */
    public BorshWriter u32(long value) {
        requireRange(value, 0xFFFF_FFFFL);
        return little(value, 4);
    }

    /** Appends an unsigned 64-bit integer of which this ledger uses 0 to 2^63 - 1. */
    public BorshWriter u64(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        return little(value, 8);
    }

    /** Appends bytes whose number both sides know, without a length. */
    public BorshWriter fixed(byte[] bytes) {
        return fixed(bytes, 0, bytes.length);
    }

    /** Appends {@code length} bytes of {@code source} from {@code offset} on, without a length. */
    public BorshWriter fixed(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, buffer, size, length);
        size += length;
        return this;
    }

    /** Appends a fixed-size value, without a length. */
    public BorshWriter fixed(FixedBytes value) {
        return fixed(value.content());
    }

    /** Appends a {@code u32} length and the bytes. */
    public BorshWriter bytes(byte[] bytes) {
        return u32(bytes.length).fixed(bytes);
    }

    /** Appends a {@code u32} length and the UTF-8 bytes. */
    public BorshWriter string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a {@code u32} count and each element. */
    public BorshWriter list(List<? extends Encodable> elements) {
        u32(elements.size());
        for (Encodable element : elements) {
            element.encode(this);
        }
        return this;
    }

    /** Number of bytes written so far. */
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    private BorshWriter little(long value, int bytes) {
        ensure(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer[size++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    private static void requireRange(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is not in 0.." + max);
        }
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, more)));
        }
    }
}
