package org.tallystick.node;

import java.io.IOException;
import org.tallystick.config.ConfigException;
import org.tallystick.config.ExitCode;
import org.tallystick.node.recovery.AgreementException;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.VoteLogException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence what went wrong, and answers with the documented exit code. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception cause, CommandLine command, ParseResult parsed) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        command.getErr().println(command.getColorScheme().errorText("tally node: " + message));
        ExitCode exit = switch (cause) {
            case ConfigException refused -> ExitCode.USAGE;
            case StoreException refused -> ofStore(refused.kind());
            case VoteLogException refused -> ofVotes(refused.kind());
            case AgreementException refused -> ExitCode.REJECTED;
            case IOException failed -> ExitCode.INTERNAL;
            default -> {
                cause.printStackTrace(command.getErr());
                yield ExitCode.INTERNAL;
            }
        };
        return exit.number();
    }

    private static ExitCode ofVotes(VoteLogException.Kind kind) {
        return switch (kind) {
            case IN_USE, OTHER_IDENTITY -> ExitCode.USAGE;
            case LOST, ROLLED_BACK, CORRUPT -> ExitCode.REJECTED;
            case DISK -> ExitCode.INTERNAL;
        };
    }

    private static ExitCode ofStore(StoreException.Kind kind) {
        return switch (kind) {
            case IN_USE, OTHER_NETWORK, OTHER_FORMAT -> ExitCode.USAGE;
            case CORRUPT, NOT_NEXT -> ExitCode.REJECTED;
            case DISK, CLOSED -> ExitCode.INTERNAL;
        };
    }
}
