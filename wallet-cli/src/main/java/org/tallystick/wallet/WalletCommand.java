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
    @Mixin
    private final GlobalFlags flags = new GlobalFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private WalletCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine(Surroundings.ofProcess()).execute(args));
    }

    /** The whole command, ready to run in these surroundings; {@code execute} returns the exit code. */
    public static CommandLine commandLine(Surroundings around) {
        CommandLine root = new CommandLine(new WalletCommand());
        for (WalletSubcommand each : subcommands(around)) {
            root.addSubcommand(each);
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

    private static List<WalletSubcommand> subcommands(Surroundings around) {
        return List.of(
                new CreateCommand(around),
                new ImportCommand(around),
                new ExportCommand(around),
                new ListCommand(around),
                new DescribeCommand(around),
                new RemoveCommand(around),
                new BalanceCommand(around),
                new SendCommand(around),
                new HistoryCommand(around),
                new BuildCommand(around),
                new SignCommand(around),
                new SubmitCommand(around),
                new ReceiptCommand(around),
                new VerifyCommand(around));
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
