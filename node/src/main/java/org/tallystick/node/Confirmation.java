package org.tallystick.node;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Asks before something is done that can't be undone. */
final class Confirmation {
    private Confirmation() {}

    /** Whether the operator agrees: by {@code yes}, or at the terminal. Where there is none it says what is missing. */
    static boolean given(boolean yes, CommandLine command) {
        if (yes) {
            return true;
        }
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isEmpty()) {
            command.getErr().println("tally node: There is nobody to ask. Add --yes if you are sure.");
            return false;
        }
        String answer = terminal.get().readLine("Go on? [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
