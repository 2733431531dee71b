package org.tallystick.ledger.value;

/** A text is not an address of this network. The message is one sentence for the person who typed it. */
public final class AddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with the text. */
    public enum Kind {
        /** Not an address of any network: mistyped or cut. */
        BAD,
        /** A sound address of another network. */
        FOREIGN
    }

    public AddressException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
