package org.tallystick.testnet;

import org.tallystick.config.ExitCode;
import org.tallystick.testnet.load.FundingException;
import org.tallystick.testnet.load.TransferFileException;
import org.tallystick.testnet.network.TestnetException;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Failures;

/** What the testnet's own code throws, as failures with an exit code; the rest is as with the wallet. */
final class TestnetFailures {
    private TestnetFailures() {}

    static CommandFailure of(Exception failure) {
        return switch (failure) {
            case TestnetException e -> of(exitCode(e.kind()), "TESTNET_" + e.kind(), e, e.remedy());
            case TransferFileException e -> of(ExitCode.USAGE, "BAD_FILE", e, "Correct the file.");
            case FundingException e -> of(ExitCode.REJECTED, "FUNDING", e, "See: tally testnet status");
            default -> Failures.of(failure);
        };
    }

    private static CommandFailure of(ExitCode exitCode, String code, Exception failure, String nextStep) {
        String message = String.valueOf(failure.getMessage());
        String capital = Character.toUpperCase(message.charAt(0)) + message.substring(1);
        // What a node said at its end is a sentence already.
        String sentence = capital.endsWith(".") ? capital : capital + ".";
        return new CommandFailure(exitCode, code, sentence, nextStep);
    }

    private static ExitCode exitCode(TestnetException.Kind kind) {
        return switch (kind) {
            case USAGE -> ExitCode.USAGE;
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case UNREACHABLE -> ExitCode.UNREACHABLE;
            case FAILED -> ExitCode.INTERNAL;
        };
    }
}
