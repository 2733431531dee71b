package org.tallystick.wallet;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.EnvironmentDefaults;
import org.tallystick.wallet.terminal.Failures;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Report;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tally wallet}: keys, payments and proofs. */
@Command(
        name = "tally wallet",
        description = "Keys, payments and proofs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done and final, 1 internal, 2 usage, 3 not found, 4 rejected, 5 locked or wrong "
                    + "passphrase, 6 node unreachable (safe to retry), 7 submitted and outcome unknown."
        })
public final class WalletCommand implements Runnable {
    /** In the order in which the help lists them. */
    private static final List<String> VERBS = List.of(
            "create",
            "import",
            "export",
            "list",
            "describe",
            "remove",
            "balance",
            "send",
            "history",
            "build",
            "sign",
            "submit",
            "receipt",
            "verify");

    @Mixin
    private final GlobalFlags flags = new GlobalFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private WalletCommand() {}

    public static void main(String[] args) {
        Surroundings around = Surroundings.ofProcess();
        // Reading the annotations of all verbs would take longer than most of them run.
        List<String> needed = args.length > 0 && VERBS.contains(args[0]) ? List.of(args[0]) : VERBS;
        System.exit(commandLine(around, needed).execute(args));
    }

    /** The whole command, ready to run in these surroundings; {@code execute} returns the exit code. */
    public static CommandLine commandLine(Surroundings around) {
        return commandLine(around, VERBS);
    }

    private static CommandLine commandLine(Surroundings around, List<String> verbs) {
        CommandLine root = new CommandLine(new WalletCommand());
        for (String verb : verbs) {
            root.addSubcommand(subcommand(verb, around));
        }
        root.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
        root.setColorScheme(CommandLine.Help.defaultColorScheme(around.outIsTerminal() ? Ansi.AUTO : Ansi.OFF));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setDefaultValueProvider(new EnvironmentDefaults(around));
        root.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command, around));
        root.setParameterExceptionHandler((wrong, args) -> misused(wrong, around));
        return root;
    }

    private static WalletSubcommand subcommand(String verb, Surroundings around) {
        return switch (verb) {
            case "create" -> new CreateCommand(around);
            case "import" -> new ImportCommand(around);
            case "export" -> new ExportCommand(around);
            case "list" -> new ListCommand(around);
            case "describe" -> new DescribeCommand(around);
            case "remove" -> new RemoveCommand(around);
            case "balance" -> new BalanceCommand(around);
            case "send" -> new SendCommand(around);
            case "history" -> new HistoryCommand(around);
            case "build" -> new BuildCommand(around);
            case "sign" -> new SignCommand(around);
            case "submit" -> new SubmitCommand(around);
            case "receipt" -> new ReceiptCommand(around);
            case "verify" -> new VerifyCommand(around);
            default -> throw new IllegalArgumentException("no such verb: " + verb);
        };
    }

    /** Without a verb there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int failed(Exception failure, CommandLine command, Surroundings around) {
        GlobalFlags flags = flagsOf(command);
        if (flags.verbose()) {
            failure.printStackTrace(around.err());
        }
        return new Report(around, flags).failure(Failures.of(failure));
    }

    private static int misused(CommandLine.ParameterException wrong, Surroundings around) {
        CommandLine command = wrong.getCommandLine();
        List<String> near = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        String nextStep = near.isEmpty()
                ? "See: " + command.getCommandSpec().qualifiedName() + " --help."
                : "Did you mean " + String.join(" or ", near) + "?";
        String message = Optional.ofNullable(wrong.getMessage()).orElse("The command line is wrong");
        String sentence = message.endsWith(".") ? message : message + ".";
        GlobalFlags flags = flagsOf(command);
        return new Report(around, flags).failure(CommandFailure.usage(sentence, nextStep));
    }

    private static GlobalFlags flagsOf(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof WalletSubcommand subcommand
                ? subcommand.flags()
                : command.<WalletCommand>getCommand().flags;
    }
}
