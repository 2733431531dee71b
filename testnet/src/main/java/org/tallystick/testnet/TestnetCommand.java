package org.tallystick.testnet;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Report;
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
        synopsisSubcommandLabel = "VERB")
public final class TestnetCommand implements Runnable {
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
        root.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command, around));
        root.setParameterExceptionHandler((wrong, arguments) -> misused(wrong, around));
        return root;
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
                new BenchCommand(around));
    }

    /** Without a verb there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb, such as up");
    }

    private static int failed(Exception failure, CommandLine command, Surroundings around) {
        GlobalFlags flags = flagsOf(command);
        if (flags.verbose()) {
            failure.printStackTrace(around.err());
        }
        return new Report(around, flags).failure(TestnetFailures.of(failure));
    }

    private static int misused(ParameterException wrong, Surroundings around) {
        CommandLine command = wrong.getCommandLine();
        String sentence = Optional.ofNullable(wrong.getMessage()).orElse("The command line is wrong") + ".";
        String nextStep = "See: " + command.getCommandSpec().qualifiedName() + " --help";
        return new Report(around, flagsOf(command)).failure(CommandFailure.usage(sentence, nextStep));
    }

    private static GlobalFlags flagsOf(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof Verb verb
                ? verb.flags()
                : command.<TestnetCommand>getCommand().flags;
    }
}
