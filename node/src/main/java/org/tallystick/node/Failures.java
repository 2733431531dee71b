package org.tallystick.node;

import java.io.IOException;
import org.tallystick.config.ConfigException;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.VoteLogException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence what went wrong, and answers with the documented exit code. */
final class Failures implements IExecutionExceptionHandler {
    private static final int INTERNAL = 1;
    private static final int REJECTED = 4;

    @Override
    public int handleExecutionException(Exception cause, CommandLine command, ParseResult parsed) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        command.getErr().println(command.getColorScheme().errorText("tally node: " + message));
        return switch (cause) {
            case ConfigException refused -> command.getCommandSpec().exitCodeOnInvalidInput();
            case StoreException refused -> REJECTED;
            case VoteLogException refused -> REJECTED;
            case IOException failed -> INTERNAL;
            default -> {
                cause.printStackTrace(command.getErr());
                yield INTERNAL;
            }
        };
    }
}
