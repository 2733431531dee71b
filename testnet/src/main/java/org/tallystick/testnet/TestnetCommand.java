package org.tallystick.testnet;

import java.util.List;
import org.tallystick.config.ExitCode;
import org.tallystick.wallet.terminal.BuiltVersion;
import org.tallystick.wallet.terminal.CommandLines;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tally testnet}: a local network of real node processes. */
@Command(
        name = "tally testnet",
        description = "A local network of real node processes: start it, load it, break it, measure it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuiltVersion.class,
        synopsisSubcommandLabel = "VERB",
        footer = {"", ExitCode.HELP})
public final class TestnetCommand implements Runnable, CommandLines.Flagged {
    @Mixin
    private final GlobalFlags flags = new GlobalFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TestnetCommand() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
    }

    /** The whole command, ready to run in these surroundings; {@code execute} returns the exit code. */
    static CommandLine commandLine(Surroundings around) {
        CommandLine root = new CommandLine(new TestnetCommand());
        verbs(around).forEach(root::addSubcommand);
        return CommandLines.prepare(root, around, TestnetFailures::of);
    }

    private static List<Verb> verbs(Surroundings around) {
        return List.of(
                new UpCommand(around),
                new StatusCommand(around),
                new StopCommand(around),
                new ResumeCommand(around),
                new RemoveCommand(around),
                new ListCommand(around),
                new KillCommand(around),
                new StartCommand(around),
                new PauseCommand(around),
                new UnpauseCommand(around),
                new ReplayCommand(around),
                new BenchCommand(around),
                new DegradeCommand(around),
                new ChaosCommand(around));
    }

    /** Without a verb there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb, such as up.");
    }

    @Override
    public GlobalFlags flags() {
        return flags;
    }
}
