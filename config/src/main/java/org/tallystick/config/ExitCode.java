package org.tallystick.config;

/**
 * What a process of any {@code tally} program tells its caller in the end. Stable: scripts depend on the numbers. The same table
 * stands in docs/wallet.md.
 */
public enum ExitCode {
    /** Done, and final where money moved. */
    DONE(0),
    /** A defect of the program, or the machine did not do its part. */
    INTERNAL(1),
    /** The command line or a settings file is wrong, or a node runs that has to be stopped first. */
    USAGE(2),
    /** What was named does not exist. */
    NOT_FOUND(3),
    /** Refused, and the very same request will be refused again; or what was checked does not hold. */
    REJECTED(4),
    /** A key needs a passphrase, or another one. */
    LOCKED(5),
    /** No node answers or takes the request; repeating it is safe. */
    UNREACHABLE(6),
    /** Handed in, but not known to be final or refused. */
    OUTCOME_UNKNOWN(7);

    /** The table in one sentence, for help texts. */
    public static final String HELP =
            "Exit codes: 0 done and final, 1 internal, 2 usage, 3 not found, 4 rejected or does not hold, 5 locked or"
                    + " wrong passphrase, 6 node unreachable (safe to retry), 7 submitted and outcome unknown.";

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
