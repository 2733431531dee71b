package org.tallystick.wallet.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.Problem;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.UnreachableException;
import org.tallystick.config.ConfigException;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.value.AddressException;
import org.tallystick.wallet.keystore.KeystoreException;

/** Turns what a command throws into a failure with an exit code. */
public final class Failures {
    private Failures() {}

    public static CommandFailure of(Exception e) {
        return switch (e) {
            case CommandFailure failure -> failure;
            case KeystoreException keystore -> ofKeystore(keystore);
            case ConfigException config ->
                new CommandFailure(
                        ExitCode.USAGE,
                        "BAD_CONFIGURATION",
                        sentence(config.file()
                                + (config.key().isEmpty() ? ": " : ": " + config.key() + ": ")
                                + config.problem()),
                        config.remedy());
            case UnreachableException away ->
                new CommandFailure(
                        ExitCode.UNREACHABLE,
                        "UNREACHABLE",
                        sentence("No node answers: " + Printable.line(String.valueOf(away.getMessage()))),
                        "Check that the network runs, then repeat the command.");
            case ApiException refused -> ofProblem(refused.problem());
            case AddressException address ->
                new CommandFailure(
                        ExitCode.USAGE,
                        address.kind() == AddressException.Kind.FOREIGN ? "FOREIGN_ADDRESS" : "BAD_ADDRESS",
                        sentence(String.valueOf(address.getMessage())),
                        "Compare it with what you were given.");
            case UncheckedIOException io -> ofFile(io.getMessage());
            case IOException io -> ofFile(io.getMessage());
            default ->
                new CommandFailure(
                        ExitCode.INTERNAL,
                        "INTERNAL",
                        sentence("This is a defect of the wallet: " + e),
                        "Repeat with -v and report what it prints.");
        };
    }

    /** What a node refused. */
    public static CommandFailure ofProblem(Problem problem) {
        ExitCode exit = switch (problem.code()) {
            case "NOT_FOUND" -> ExitCode.NOT_FOUND;
            case "NOT_FINAL" -> ExitCode.OUTCOME_UNKNOWN;
            // By status, because a newer node may have codes that are not known here.
            default -> problem.status() == 429 || problem.status() >= 500 ? ExitCode.UNREACHABLE : ExitCode.REJECTED;
        };
        CommandFailure failure = new CommandFailure(
                exit,
                Printable.line(problem.code()),
                sentence(Printable.line(problem.detail())),
                nextStep(problem.code()));
        return problem.transactionId().map(failure::ofTransaction).orElse(failure);
    }

    /** What to do about a refusal. */
    public static String nextStep(String code) {
        return switch (code) {
            case "INSUFFICIENT_FUNDS", "UNKNOWN_ACCOUNT" -> "See what there is with: tally wallet balance.";
            case "IDEMPOTENCY_CONFLICT" -> "Use another idempotency key for another payment.";
            case "EXPIRED" -> "Build the payment again with a later --valid-for.";
            case "FEE_TOO_LOW" -> "Leave out --fee to pay the network's minimum.";
            case "WRONG_NETWORK" -> "Choose the network for which it was made with -n.";
            case "NAME_RESERVED", "NAME_TAKEN", "NAME_RESTS", "HAS_NAME", "NO_NAME", "NOT_OFFERED", "WRONG_DEPOSIT" ->
                "See how it stands with: tally wallet name show NAME.";
            case "NOT_FOUND" -> "Check it for a typing error.";
            case "NOT_FINAL" -> "Wait a moment and repeat the command.";
            case "INTERNAL", "NODE_NOT_READY", "MEMPOOL_FULL", "TOO_MANY_REQUESTS" ->
                "Repeat the command in a moment; it is safe.";
            default -> "Correct the payment and send it again.";
        };
    }

    private static CommandFailure ofKeystore(KeystoreException e) {
        ExitCode exit = switch (e.kind()) {
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case EXISTS, BAD_NAME, DAMAGED, EXPOSED -> ExitCode.USAGE;
            case LOCKED, WRONG_PASSPHRASE -> ExitCode.LOCKED;
        };
        return new CommandFailure(exit, "KEY_" + e.kind().name(), sentence(String.valueOf(e.getMessage())), e.remedy());
    }

    private static CommandFailure ofFile(@Nullable String why) {
        return new CommandFailure(ExitCode.USAGE, "FILE", sentence("A file can't be used: " + why), "Check its path.");
    }

    private static String sentence(String text) {
        if (text.isEmpty()) {
            return "No reason was given.";
        }
        String capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
