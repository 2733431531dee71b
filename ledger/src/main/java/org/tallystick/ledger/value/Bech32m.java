package org.tallystick.ledger.value;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;

/**
 * A decoded Bech32m text (BIP-350): a prefix, the digit 1, data in base 32, and a checksum of six characters.
 *
 * @param prefix the human-readable part in lower case
 * @param words the data, each byte 0 to 31
 */
public record Bech32m(String prefix, Bytes words) {
    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM_CONSTANT = 0x2bc830a3;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int MAX_LENGTH = 90;
    private static final char SEPARATOR = '1';

    /**
     * The text of {@code words} under {@code prefix}.
     *
     * @throws IllegalArgumentException if the text would be longer than 90 characters, the prefix is empty or not
     *     lower-case ASCII between 33 and 126, or a word is above 31
     */
    public static String encode(String prefix, Bytes words) {
        byte[] data = words.toByteArray();
        if (prefix.length() + 1 + data.length + CHECKSUM_LENGTH > MAX_LENGTH
                || !isPrefix(prefix)
                || !prefix.equals(prefix.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("no prefix of a Bech32m text with " + data.length + " words: " + prefix);
        }
        byte[] checksummed = Arrays.copyOf(data, data.length + CHECKSUM_LENGTH);
        int checksum = checksum(prefix, checksummed) ^ CHECKSUM_CONSTANT;
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            checksummed[data.length + i] = (byte) ((checksum >>> (5 * (CHECKSUM_LENGTH - 1 - i))) & 31);
        }
        StringBuilder text = new StringBuilder(MAX_LENGTH).append(prefix).append(SEPARATOR);
        for (byte word : checksummed) {
            text.append(ALPHABET.charAt(requireWord(word)));
        }
        return text.toString();
    }

    /**
     * Reads a text in all lower or all upper case.
     *
     * @throws DecodeException that says what is wrong with it
     */
    public static Bech32m decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new DecodeException("longer than " + MAX_LENGTH + " characters");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            throw new DecodeException("upper and lower case are mixed");
        }
        int separator = lower.lastIndexOf(SEPARATOR);
        if (separator < 0 || !isPrefix(lower.substring(0, separator))) {
            throw new DecodeException("no prefix followed by the digit 1");
        }
        String prefix = lower.substring(0, separator);
        byte[] checksummed = words(lower, separator + 1);
        if (checksummed.length < CHECKSUM_LENGTH) {
            throw new DecodeException("too short");
        }
        if (checksum(prefix, checksummed) != CHECKSUM_CONSTANT) {
            throw new DecodeException("the checksum is wrong, so it was mistyped or cut");
        }
        return new Bech32m(prefix, Bytes.of(Arrays.copyOf(checksummed, checksummed.length - CHECKSUM_LENGTH)));
    }

    /** Bytes as words of five bits, the last one filled up with zeros. */
    public static Bytes toWords(byte[] bytes) {
        return Bytes.of(regroup(bytes, 8, 5, true));
    }

    /**
     * The inverse of {@link #toWords}.
     *
     * @throws DecodeException if the words are not what {@link #toWords} makes of any bytes
     */
    public static byte[] toBytes(Bytes words) {
        return regroup(words.toByteArray(), 5, 8, false);
    }

    private static byte[] words(String text, int from) {
        byte[] words = new byte[text.length() - from];
        for (int i = 0; i < words.length; i++) {
            int word = ALPHABET.indexOf(text.charAt(from + i));
            if (word < 0) {
                throw new DecodeException("the character '" + text.charAt(from + i) + "' is not in use");
            }
            words[i] = (byte) word;
        }
        return words;
    }

    private static byte[] regroup(byte[] groups, int fromBits, int toBits, boolean fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = (1 << toBits) - 1;
        int pending = 0;
        int bits = 0;
        for (byte group : groups) {
            pending = (pending << fromBits) | (group & ((1 << fromBits) - 1));
            bits += fromBits;
            while (bits >= toBits) {
                bits -= toBits;
                out.write((pending >>> bits) & mask);
            }
            pending &= (1 << bits) - 1;
        }
        if (fill && bits > 0) {
            out.write((pending << (toBits - bits)) & mask);
        } else if (bits >= fromBits || pending != 0) {
            throw new DecodeException("bits are left over");
        }
        return out.toByteArray();
    }

    private static boolean isPrefix(String prefix) {
        return !prefix.isEmpty() && prefix.chars().allMatch(c -> c >= 33 && c <= 126);
    }

    private static int requireWord(int word) {
        if (word < 0 || word > 31) {
            throw new IllegalArgumentException("a word is 0 to 31: " + word);
        }
        return word;
    }

    /** The BCH code of BIP-173 over the prefix and the words. */
    private static int checksum(String prefix, byte[] words) {
        int state = 1;
        for (int i = 0; i < prefix.length(); i++) {
            state = polymod(state, prefix.charAt(i) >>> 5);
        }
        state = polymod(state, 0);
        for (int i = 0; i < prefix.length(); i++) {
            state = polymod(state, prefix.charAt(i) & 31);
        }
        for (byte word : words) {
            state = polymod(state, word);
        }
        return state;
    }

    private static int polymod(int state, int word) {
        int top = state >>> 25;
        int next = ((state & 0x1ffffff) << 5) ^ word;
        next ^= (top & 1) != 0 ? 0x3b6a57b2 : 0;
        next ^= (top & 2) != 0 ? 0x26508e6d : 0;
        next ^= (top & 4) != 0 ? 0x1ea119fa : 0;
        next ^= (top & 8) != 0 ? 0x3d4233dd : 0;
        next ^= (top & 16) != 0 ? 0x2a1462b3 : 0;
        return next;
    }
}
