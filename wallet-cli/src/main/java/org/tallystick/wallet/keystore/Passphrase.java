package org.tallystick.wallet.keystore;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** What protects a key. Wiped when closed; its text never appears in {@link #toString}. */
public final class Passphrase implements AutoCloseable {
    private final char[] text;

    private Passphrase(char[] text) {
        this.text = text;
    }

    /** Takes over {@code text}, which {@link #close} wipes. */
    public static Passphrase of(char[] text) {
        return new Passphrase(text);
    }

    public boolean isEmpty() {
        return text.length == 0;
    }

    /** Its characters as people count them. */
    public int length() {
        return Character.codePointCount(text, 0, text.length);
    }

    /** In UTF-8 after normalisation (NFKD), so that the same characters typed on another keyboard are the same bytes. */
    byte[] bytes() {
        return Normalizer.normalize(new String(text), Normalizer.Form.NFKD).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether both are the same text. */
    public boolean matches(Passphrase other) {
        return Arrays.equals(text, other.text);
    }

    @Override
    public void close() {
        Arrays.fill(text, '\0');
    }

    @Override
    public String toString() {
        return "Passphrase";
    }
}
