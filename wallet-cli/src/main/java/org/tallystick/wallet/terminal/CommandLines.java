package org.tallystick.wallet.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.config.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the command lines of all groups have in common: streams, colours, defaults, and how failures are told. */
public final class CommandLines {
    private CommandLines() {}

    /** A command that carries the global flags. */
    public interface Flagged {
        GlobalFlags flags();
    }

    /**
     * Makes {@code root} ready to execute in these surroundings; {@code execute} returns the exit code.
     *
     * @param root with all its subcommands, itself {@link Flagged}
     * @param failures knows everything that the commands throw
     */
    public static CommandLine prepare(
            CommandLine root, Surroundings around, Function<Exception, CommandFailure> failures) {
        root.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(around.outIsTerminal() ? Ansi.AUTO : Ansi.OFF));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setDefaultValueProvider(new EnvironmentDefaults(around));
        root.setExecutionStrategy(parsed -> {
            requireOnce(parsed);
            return new CommandLine.RunLast().execute(parsed);
        });
        root.setExecutionExceptionHandler(
                (failure, command, parsed) -> failed(failure, failures.apply(failure), flagsOf(command), around));
        root.setParameterExceptionHandler((wrong, arguments) -> misused(wrong, around));
        return root;
    }

    private static int failed(Exception failure, CommandFailure told, GlobalFlags flags, Surroundings around) {
        if (flags.verbose() && told.exitCode() == ExitCode.INTERNAL) {
            failure.printStackTrace(around.err());
        }
        return new Report(around, flags).failure(told);
    }

    private static int misused(ParameterException wrong, Surroundings around) {
        CommandLine command = wrong.getCommandLine();
        List<String> near = wrong instanceof UnmatchedArgumentException unmatched ? near(unmatched) : List.of();
        String nextStep = near.isEmpty()
                ? "See: " + command.getCommandSpec().qualifiedName() + " --help."
                : "Did you mean " + String.join(" or ", near) + "?";
        String message = Optional.ofNullable(wrong.getMessage()).orElse("The command line is wrong");
        String sentence = message.endsWith(".") ? message : message + ".";
        return new Report(around, flagsOf(command)).failure(CommandFailure.usage(sentence, nextStep));
    }

    /** An inherited flag may stand before the verb or after it; given in both places, one would be ignored. */
    private static void requireOnce(ParseResult parsed) {
        Optional<ParseResult> verb = Optional.ofNullable(parsed.subcommand());
        for (OptionSpec option : parsed.matchedOptions()) {
            if (verb.isPresent() && verb.get().hasMatchedOption(option.longestName())) {
                throw new ParameterException(
                        verb.get().commandSpec().commandLine(), option.longestName() + " should be given only once");
            }
        }
    }

    private static List<String> near(UnmatchedArgumentException wrong) {
        String typed = wrong.getUnmatched().getFirst();
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        return Suggestions.near(
                typed,
                typed.startsWith("-")
                        ? spec.optionsMap().keySet()
                        : spec.subcommands().keySet());
    }

    private static GlobalFlags flagsOf(CommandLine command) {
        CommandLine root = command.getParent() == null ? command : command.getParent();
        Object user = root.getCommandSpec().userObject();
        return user instanceof Flagged flagged ? flagged.flags() : new GlobalFlags();
    }
}
