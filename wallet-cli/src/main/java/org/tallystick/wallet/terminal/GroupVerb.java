package org.tallystick.wallet.terminal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** A verb of a group of commands. The global flags are the group's, wherever on the command line they stand. */
@Command(mixinStandardHelpOptions = true, versionProvider = BuiltVersion.class)
public abstract class GroupVerb {
    @ParentCommand
    private CommandLines.@Nullable Flagged group;

    /** The global flags; there once the command line is parsed. */
    protected final GlobalFlags flags() {
        return Objects.requireNonNull(group).flags();
    }
}
