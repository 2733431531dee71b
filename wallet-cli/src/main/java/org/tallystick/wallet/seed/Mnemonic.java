package org.tallystick.wallet.seed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.tallystick.ledger.crypto.Sha256;

/**
 * Recovery words as in BIP-39 (English): 12, 15, 18, 21 or 24 words that hold 128 to 256 bits of entropy and a checksum.
 * Its text is a secret; {@link #toString} does not show it.
 */
public final class Mnemonic {
    private static final int BITS_PER_WORD = 11;
    private static final int SEED_ROUNDS = 2048;
    private static final int SEED_BITS = 512;

    private final List<String> words;

    private Mnemonic(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** 24 new words. */
    public static Mnemonic generate(SecureRandom random) {
        byte[] entropy = new byte[32];
        random.nextBytes(entropy);
        return ofEntropy(entropy);
    }

    /**
     * The words that hold {@code entropy}.
     *
     * @throws IllegalArgumentException unless it is 16, 20, 24, 28 or 32 bytes
     */
    public static Mnemonic ofEntropy(byte[] entropy) {
        if (entropy.length < 16 || entropy.length > 32 || entropy.length % 4 != 0) {
            throw new IllegalArgumentException("entropy is 16, 20, 24, 28 or 32 bytes, not " + entropy.length);
        }
        WordList list = WordList.english();
        int checksum = Sha256.of(entropy).byteAt(0);
        int count = entropy.length * 8 / BITS_PER_WORD + 1;
        List<String> words = new ArrayList<>(count);
        for (int w = 0; w < count; w++) {
            int index = 0;
            for (int b = w * BITS_PER_WORD; b < (w + 1) * BITS_PER_WORD; b++) {
                int of = b < entropy.length * 8 ? entropy[b / 8] : checksum;
                index = index << 1 | (of >> (7 - b % 8) & 1);
            }
            words.add(list.word(index));
        }
        return new Mnemonic(words);
    }

    /**
     * Reads words separated by white space, in any case.
     *
     * @throws IllegalArgumentException saying which place is wrong, without quoting any word, or that the checksum is
     */
    public static Mnemonic parse(String text) {
        List<String> words = text.isBlank()
                ? List.of()
                : List.of(Normalizer.normalize(text, Normalizer.Form.NFKD)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+"));
        if (words.size() < 12 || words.size() > 24 || words.size() % 3 != 0) {
            throw new IllegalArgumentException("recovery words are 12, 15, 18, 21 or 24, not " + words.size());
        }
        WordList list = WordList.english();
        byte[] entropy = new byte[words.size() * 4 / 3];
        for (int w = 0; w < words.size(); w++) {
            OptionalInt index = list.index(words.get(w));
            if (index.isEmpty()) {
                throw new IllegalArgumentException("word " + (w + 1) + " is not in the BIP-39 list");
            }
            for (int i = 0; i < BITS_PER_WORD; i++) {
                int b = w * BITS_PER_WORD + i;
                if (b < entropy.length * 8 && (index.getAsInt() >> (BITS_PER_WORD - 1 - i) & 1) == 1) {
                    entropy[b / 8] |= (byte) (0x80 >> b % 8);
                }
            }
        }
        Mnemonic mnemonic = ofEntropy(entropy);
        if (!mnemonic.words.equals(words)) {
            throw new IllegalArgumentException("the words' checksum is wrong: a word is mistyped or out of place");
        }
        return mnemonic;
    }

    /** The words, in order. */
    public List<String> words() {
        return words;
    }

    /** The 64-byte seed of BIP-39; the passphrase may be empty. */
    public byte[] seed(String passphrase) {
        String salt = Normalizer.normalize("mnemonic" + passphrase, Normalizer.Form.NFKD);
        PBEKeySpec spec = new PBEKeySpec(
                String.join(" ", words).toCharArray(), salt.getBytes(StandardCharsets.UTF_8), SEED_ROUNDS, SEED_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-512", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "Mnemonic[" + words.size() + " words]";
    }
}
