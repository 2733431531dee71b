package org.tallystick.wallet;

import java.util.List;
import org.tallystick.config.ExitCode;
import org.tallystick.wallet.terminal.BuiltVersion;
import org.tallystick.wallet.terminal.CommandLines;
import org.tallystick.wallet.terminal.Failures;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tally wallet}: keys, payments and proofs. */
@Command(
        name = "tally wallet",
        description = "Keys, payments and proofs.",
        mixinStandardHelpOptions = true,
        versionProvider = BuiltVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", ExitCode.HELP})
public final class WalletCommand implements Runnable, CommandLines.Flagged {
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
            "name",
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
        return CommandLines.prepare(root, around, Failures::of);
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
            case "name" -> new NameCommand(around);
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

    @Override
    public GlobalFlags flags() {
        return flags;
    }
}
