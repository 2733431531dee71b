package org.tallystick.wallet.terminal;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal. */
public interface Prompt {

    /** An answer that everyone may see; empty at end of input. */
    String line(String question);

    /** An answer that is not shown while it is typed; empty at end of input. */
    char[] secret(String question);

    static Prompt of(Console console) {
        return new Prompt() {
            @Override
            public String line(String question) {
                @Nullable String answer = console.readLine("%s", question);
                return answer == null ? "" : answer;
            }

            @Override
            public char[] secret(String question) {
                char @Nullable [] answer = console.readPassword("%s", question);
                return answer == null ? new char[0] : answer;
            }
        };
    }
}
