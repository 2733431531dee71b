package org.tallystick.wallet.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The 2,048 English words of BIP-39, in order, each 11 bits of a recovery phrase. */
final class WordList {
    static final int SIZE = 2048;

    /** From github.com/bitcoin/bips (bip-0039/english.txt), MIT licence. */
    private static final String RESOURCE = "bip39-english.txt";

    private final List<String> words;

    private WordList(List<String> words) {
        this.words = words;
    }

    static WordList english() {
        try (@Nullable InputStream in = WordList.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the word list is not in the wallet's jar");
            }
            return new WordList(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String word(int index) {
        return words.get(index);
    }

    /** The index of {@code word}, 0 to 2,047, if it is in the list. */
    OptionalInt index(String word) {
        int index = Collections.binarySearch(words, word);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
