package org.tallystick.node;

import org.tallystick.config.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code tally node}. */
@Command(
        name = "tally node",
        description = "One node of a network.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        footer = {"", ExitCode.HELP},
        subcommands = {
            RunCommand.class,
            ConfigCommand.class,
            RecoverCommand.class,
            AgreeCommand.class,
            VerifyCommand.class
        })
public final class NodeCommand {

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command, ready to run; {@code execute} returns the exit code. */
    public static CommandLine commandLine() {
        return new CommandLine(new NodeCommand()).setExecutionExceptionHandler(new Failures());
    }
}
