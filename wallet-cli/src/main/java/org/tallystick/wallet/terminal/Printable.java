package org.tallystick.wallet.terminal;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text by strangers - memos, what nodes answer - made fit for a terminal: nothing in it may move the cursor, hide or reorder what
 * stands beside it, or look like a line of its own.
 */
public final class Printable {
    /** Controls of ASCII and of Latin-1 (U+0085, U+009B), format and bidi characters, separators of lines, halves of pairs. */
    private static final String UNSAFE = "\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}";

    private static final Pattern IN_LINE = Pattern.compile("[" + UNSAFE + "]");
    private static final Pattern IN_TEXT = Pattern.compile("[" + UNSAFE + "&&[^\n]]");

    private Printable() {}

    /** One line, in which everything unsafe is a question mark. */
    public static String line(String text) {
        return IN_LINE.matcher(text).replaceAll("?");
    }

    /** The same for text of our own that may have several lines. */
    static String text(String text) {
        return IN_TEXT.matcher(text).replaceAll("?");
    }

    /** JSON that says the same, with everything unsafe as an escape. */
    static String json(String json) {
        return IN_TEXT.matcher(json).replaceAll(match -> {
            StringBuilder escaped = new StringBuilder();
            match.group().chars().forEach(c -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", c)));
            return escaped.toString();
        });
    }
}
