package org.tallystick.wallet.terminal;

import java.util.Optional;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.crypto.Hash;

/** A command that can't do what was asked: one sentence, a next step, and an exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String code;
    private final String nextStep;
    private final transient Optional<Hash> transaction;

    /**
     * @param code stable name for programs, such as {@code INSUFFICIENT_FUNDS}
     * @param sentence what is wrong, with its full stop
     * @param nextStep what to do, a sentence
     */
    public CommandFailure(ExitCode exitCode, String code, String sentence, String nextStep) {
        this(exitCode, code, sentence, nextStep, Optional.empty());
    }

    private CommandFailure(
            ExitCode exitCode, String code, String sentence, String nextStep, Optional<Hash> transaction) {
        super(sentence);
        this.exitCode = exitCode;
        this.code = code;
        this.nextStep = nextStep;
        this.transaction = transaction;
    }

    public static CommandFailure usage(String sentence, String nextStep) {
        return new CommandFailure(ExitCode.USAGE, "USAGE", sentence, nextStep);
    }

    public static CommandFailure notFound(String sentence, String nextStep) {
        return new CommandFailure(ExitCode.NOT_FOUND, "NOT_FOUND", sentence, nextStep);
    }

    /** The same about a transaction, whose id is printed. */
    public CommandFailure ofTransaction(Hash id) {
        return new CommandFailure(exitCode, code, sentence(), nextStep, Optional.of(id));
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public String nextStep() {
        return nextStep;
    }

    public Optional<Hash> transaction() {
        return transaction;
    }
}
