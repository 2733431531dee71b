package org.tallystick.wallet.keystore;

/** A key that can't be had or kept. Never quotes a secret. */
public final class KeystoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String remedy;

    /** Why. */
    public enum Kind {
        /** There is no key of this name. */
        NOT_FOUND,
        /** There is one already. */
        EXISTS,
        /** The name is not one for a key. */
        BAD_NAME,
        /** The key needs a passphrase and none was given. */
        LOCKED,
        /** The passphrase is not the key's, or the file was changed: the cipher can't tell. */
        WRONG_PASSPHRASE,
        /** The file is not a key file, or its parts don't belong together. */
        DAMAGED,
        /** Others than its owner have access to an unencrypted key's file. */
        EXPOSED
    }

    /**
     * @param message one sentence, without a full stop
     * @param remedy what to do next, a sentence
     */
    public KeystoreException(Kind kind, String message, String remedy) {
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
