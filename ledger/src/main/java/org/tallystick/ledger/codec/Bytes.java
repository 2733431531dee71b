package org.tallystick.ledger.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string of any length: copies in, copies out, equal by content. Encoded with its length. */
public final class Bytes implements Comparable<Bytes>, Encodable {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** Copies {@code bytes}. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** The encoding of {@code value}. */
    public static Bytes encodingOf(Encodable value) {
        return new Bytes(value.encoded());
    }

    /** The content of {@code value}. */
    public static Bytes of(FixedBytes value) {
        return new Bytes(value.toByteArray());
    }

    public static Bytes decode(BorshReader in, int maxLength) {
        return new Bytes(in.bytes(maxLength));
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    /** Reads the content without copying all of it first. */
    public BorshReader reader() {
        return new BorshReader(content); // which only ever copies out of it
    }

    public int length() {
        return content.length;
    }

    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public void encode(BorshWriter out) {
        out.bytes(content);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        // FNV-1a and a last mixing: keys that count up, as many do, must not share their hashes.
        int hash = 0x811C9DC5;
        for (byte each : content) {
            hash = (hash ^ each) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }

    @Override
    public String toString() {
        return hex();
    }
}
