package org.tallystick.wallet.terminal;

/** Breaks text into lines at blanks. A word that is longer than a line is left whole: it may be an address. */
final class Wrapping {
    private Wrapping() {}

    /**
     * The text with line breaks added.
     *
     * @param column where the first line begins
     * @param width columns of a line
     */
    static String of(String text, int column, int width) {
        StringBuilder wrapped = new StringBuilder();
        int at = column;
        for (String line : text.split("(?<=\n)", -1)) {
            for (String word : line.split("(?<= )", -1)) {
                if (at > 0 && at + word.strip().length() > width) {
                    wrapped.setLength(wrapped.toString().stripTrailing().length());
                    wrapped.append('\n');
                    at = 0;
                }
                wrapped.append(word);
                at += word.length();
            }
            if (line.endsWith("\n")) {
                at = 0;
            }
        }
        return wrapped.toString();
    }
}
