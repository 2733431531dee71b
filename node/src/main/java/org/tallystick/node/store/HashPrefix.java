package org.tallystick.node.store;

import org.tallystick.ledger.crypto.Hash;

/**
 * The beginning of a hash, as people copy it from a table that shows no more.
 *
 * @param digits {@link #MIN_DIGITS} to 64 hex digits in lower case
 */
public record HashPrefix(String digits) {
    /** Fewer would find hashes that nobody meant. */
    public static final int MIN_DIGITS = 6;

    public HashPrefix {
        if (!isOne(digits)) {
            throw new IllegalArgumentException("not the beginning of a hash: " + digits);
        }
    }

    public static boolean isOne(String text) {
        return text.matches("[0-9a-f]{" + MIN_DIGITS + "," + 2 * Hash.SIZE + "}");
    }

    /** The lowest hash that begins so. */
    Hash lowest() {
        return Hash.fromHex(digits + "0".repeat(2 * Hash.SIZE - digits.length()));
    }

    boolean begins(Hash hash) {
        return hash.hex().startsWith(digits);
    }
}
