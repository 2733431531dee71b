package org.tallystick.node.store;

import org.jspecify.annotations.Nullable;

/**
 * The vote log cannot be used, so this node must not vote. The message says what is wrong and ends with what to do about
 * it.
 */
public final class VoteLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the operator of a node runs whose votes are lost, with all that it needs. */
    static final String RECOVER =
            "'tally node recover --config FILE', which asks the other nodes up to which view this one must keep silent"
                    + " (or takes it: '--view VIEW')";

    /** What is wrong, for callers that act on it. */
    public enum Kind {
        /** Another process has the log open. */
        IN_USE,
        /** The log is of another key or another network. */
        OTHER_IDENTITY,
        /** This node has voted before, and the log is not there. */
        LOST,
        /** The log is older than one that this node has had. */
        ROLLED_BACK,
        /** What is stored is not what was written. */
        CORRUPT,
        /** The disk refused; what the failed append holds may be stored or not, and must not be sent. */
        DISK
    }

    private final Kind kind;

    VoteLogException(Kind kind, String message) {
        this(kind, message, null);
    }

    VoteLogException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static VoteLogException disk(Throwable cause) {
        return new VoteLogException(
                Kind.DISK,
                "The vote log cannot be written: " + cause + ". Repair the disk, then start the node again.",
                cause);
    }

    public Kind kind() {
        return kind;
    }
}
