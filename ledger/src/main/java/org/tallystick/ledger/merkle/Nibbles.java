package org.tallystick.ledger.merkle;

import java.util.Arrays;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;

/** A way down the tree in steps of four bits: one byte per nibble, each 0 to 15. Never written after it is made. */
final class Nibbles {
    /** Nibbles of a path. */
    static final int MAX = Hash.SIZE * 2;

    static final Nibbles NONE = new Nibbles(new byte[0]);

    private final byte[] each;

    private Nibbles(byte[] each) {
        this.each = each;
    }

    /** The nibble of {@code path} at {@code depth}, 0 to 63. */
    static int of(Hash path, int depth) {
        return half(path.byteAt(depth / 2), depth);
    }

    private static int half(int value, int depth) {
        return depth % 2 == 0 ? (value >>> 4) & 15 : value & 15;
    }

    int length() {
        return each.length;
    }

    /** This way and one step more. */
    Nibbles then(int nibble) {
        byte[] longer = Arrays.copyOf(each, each.length + 1);
        longer[each.length] = (byte) nibble;
        return new Nibbles(longer);
    }

    /** Whether the path in {@code bytes} at {@code offset} begins this way. */
    boolean leadTo(byte[] bytes, int offset) {
        for (int depth = 0; depth < each.length; depth++) {
            if (half(bytes[offset + depth / 2], depth) != each[depth]) {
                return false;
            }
        }
        return true;
    }

    Bytes toBytes() {
        return Bytes.of(each);
    }
}
