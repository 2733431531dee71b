package org.tallystick.node.store;

import org.jspecify.annotations.Nullable;

/** The ledger's storage cannot do what was asked. The message says what is wrong and ends with what to do about it. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for callers that act on it. */
    public enum Kind {
        /** Another process has the directory open. */
        IN_USE,
        /** The directory holds the ledger of another network. */
        OTHER_NETWORK,
        /** The directory was written by another version of this program. */
        OTHER_FORMAT,
        /** What is stored is not what was written. */
        CORRUPT,
        /** There is no room, or the disk refuses. Nothing was stored; what was stored before still stands. */
        DISK,
        /** Blocks that do not continue the stored chain. */
        NOT_NEXT,
        /** The store was closed. */
        CLOSED
    }

    private final Kind kind;

    StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static StoreException corrupt(String what, @Nullable Throwable cause) {
        return new StoreException(
                Kind.CORRUPT,
                what
                        + ". Move the db directory away and start again: the ledger is fetched from the peers. Keep"
                        + " the votes directory as it is.",
                cause);
    }

    public Kind kind() {
        return kind;
    }
}
