package org.tallystick.testnet.network;

/** Something the user asked for that can't be done: what, and what to do next. */
public final class TestnetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String remedy;

    /** Why, as far as a script would want to tell it apart. */
    public enum Kind {
        /** The arguments, or the files they name, are not as they should be. */
        USAGE,
        /** There is no such network or node. */
        NOT_FOUND,
        /** A node did not answer, or was not ready in time. */
        UNREACHABLE,
        /** The machine did not do its part: a port in use, a process that ended. */
        FAILED
    }

    /**
     * @param message one sentence, without a full stop
     * @param remedy what to do next, a sentence
     */
    public TestnetException(Kind kind, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    public String remedy() {
        return remedy;
    }
}
