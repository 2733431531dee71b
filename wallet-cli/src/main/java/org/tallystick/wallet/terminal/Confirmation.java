package org.tallystick.wallet.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The person's yes to what can't be undone: asked for at a terminal, and given with {@code --yes} elsewhere. As a mixin it brings
 * that flag.
 */
public final class Confirmation {
    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask.")
    private boolean yes;

    /** Whether nobody will be asked because the yes was given. */
    public boolean given() {
        return yes;
    }

    /**
     * Goes on only with a yes.
     *
     * @param question what would be done, as a question
     * @param person who is asked; empty if nobody can be
     * @throws CommandFailure if they say no, or can't be asked
     */
    public void require(String question, Optional<Prompt> person) {
        if (yes) {
            return;
        }
        Prompt prompt = person.orElseThrow(() -> CommandFailure.usage(
                question + " This needs a yes, and there is nobody to ask.", "Add --yes if you are sure."));
        if (!isYes(prompt.line(question + " [y/N] "))) {
            throw CommandFailure.usage("Nothing was done.", "Answer y to go on.");
        }
    }

    /** Whether an answer agrees. */
    public static boolean isYes(String answer) {
        return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
    }

    /** The same before {@code file} is written; a file that is not there needs no yes. */
    public void requireForWriting(Path file, Optional<Prompt> person) {
        if (Files.exists(file)) {
            require(file + " exists. Overwrite it?", person);
        }
    }
}
