package org.tallystick.wallet.terminal;

/** What a process tells its caller in the end. Stable: scripts depend on the numbers. */
public enum ExitCode {
    /** Done, and final where money moved. */
    DONE(0),
    /** A defect of the program. */
    INTERNAL(1),
    /** The command line or a settings file is wrong. */
    USAGE(2),
    /** What was named does not exist. */
    NOT_FOUND(3),
    /** Refused; the very same request will be refused again. */
    REJECTED(4),
    /** A key needs a passphrase, or another one. */
    LOCKED(5),
    /** No node took the request; repeating it is safe. */
    UNREACHABLE(6),
    /** Handed in, but not known to be final or refused. */
    OUTCOME_UNKNOWN(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
