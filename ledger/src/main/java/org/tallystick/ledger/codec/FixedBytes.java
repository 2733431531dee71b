package org.tallystick.ledger.codec;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string of a known length: copies in, copies out, equal by class and content, ordered as unsigned
 * bytes, printed as lower-case hex.
 */
public abstract class FixedBytes implements Comparable<FixedBytes>, Encodable {
    private final byte[] content;

    /** Copies {@code bytes}; an {@link IllegalArgumentException} if they are not {@code length} bytes. */
    protected FixedBytes(byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " is " + length + " bytes, not " + bytes.length);
        }
        this.content = bytes.clone();
    }

    /** Parses exactly {@code length} bytes of hex; a {@link DecodeException} names what is wrong. */
    protected static byte[] parseHex(String hex, int length) {
        if (hex.length() != 2 * length) {
            throw new DecodeException("expected " + 2 * length + " hex digits, got " + hex.length());
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new DecodeException("not hex: " + e.getMessage());
        }
    }

    /** The bytes, copied. */
    public final byte[] toByteArray() {
        return content.clone();
    }

    /** Length in bytes. */
    public final int length() {
        return content.length;
    }

    /** The byte at {@code index}, 0 to 255. */
    public final int byteAt(int index) {
        return content[index] & 0xFF;
    }

    /** Copies the bytes into {@code target} at {@code offset}. */
    public final void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    public final String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public final void encode(BorshWriter out) {
        out.fixed(content);
    }

    /** The bytes themselves, for this package's writer, which only reads them. */
    final byte[] content() {
        return content;
    }

    @Override
    public final int compareTo(FixedBytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof FixedBytes that
                && that.getClass() == getClass()
                && Arrays.equals(content, that.content);
    }

    @Override
    public final int hashCode() {
        // Contents are hashes, keys or random: any four bytes spread as well as all of them.
        int n = content.length;
        return n < 4
                ? Arrays.hashCode(content)
                : (content[n - 4] << 24)
                        ^ (content[n - 3] & 0xFF) << 16
                        ^ (content[n - 2] & 0xFF) << 8
                        ^ (content[n - 1] & 0xFF);
    }

    @Override
    public String toString() {
        return hex();
    }
}
