package org.tallystick.wallet.terminal;

import java.util.Collection;
import java.util.List;

/** What a person may have meant who mistyped a word: the known words one or two slips away. */
final class Suggestions {
    private static final int MOST_SLIPS = 2;
    private static final int LONGEST = 64;

    private Suggestions() {}

    /** The nearest of {@code known}, all that are equally near; empty if none is near. */
    static List<String> near(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return List.of();
        }
        // A short word is near to everything.
        int allowed = Math.min(MOST_SLIPS, typed.length() / 2);
        int best = known.stream().mapToInt(word -> slips(typed, word)).min().orElse(Integer.MAX_VALUE);
        return best > allowed
                ? List.of()
                : known.stream()
                        .filter(word -> slips(typed, word) == best)
                        .sorted()
                        .toList();
    }

    /** Letters to add, leave out, replace or swap with their neighbour. */
    private static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
