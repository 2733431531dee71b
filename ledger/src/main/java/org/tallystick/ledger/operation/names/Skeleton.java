package org.tallystick.ledger.operation.names;

import java.util.Map;

/**
 * What is left of a name when what looks alike is made the same: two names with one skeleton are never held by two accounts. First
 * hyphens go and single characters are replaced, then pairs from left to right. The tables are part of the protocol.
 */
public final class Skeleton {
    private static final Map<Character, Character> SINGLES = Map.ofEntries(
            Map.entry('0', 'o'),
            Map.entry('1', 'l'),
            Map.entry('i', 'l'),
            Map.entry('j', 'l'),
            Map.entry('2', 'z'),
            Map.entry('5', 's'),
            Map.entry('6', 'b'),
            Map.entry('8', 'b'),
            Map.entry('9', 'g'),
            Map.entry('q', 'g'));

    /** None of the results is part of a pair, so that one pass is enough and folding again changes nothing. */
    private static final Map<String, Character> PAIRS = Map.of("rn", 'm', "vv", 'w', "cl", 'd');

    private Skeleton() {}

    /** The skeleton of {@code name}, which is one to 32 of {@code a-z 0-9 -}; no longer than the name. */
    public static String of(String name) {
        StringBuilder singles = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-') {
                singles.append(SINGLES.getOrDefault(c, c).charValue());
            }
        }
        StringBuilder folded = new StringBuilder(singles.length());
        int at = 0;
        while (at < singles.length()) {
            Character pair = at + 1 < singles.length() ? PAIRS.get(singles.substring(at, at + 2)) : null;
            folded.append(pair == null ? singles.charAt(at) : pair.charValue());
            at += pair == null ? 1 : 2;
        }
        return folded.toString();
    }
}
