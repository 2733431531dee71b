package org.tallystick.node.recovery;

/** The authorities' files do not make an agreement that is safe. The message says why, and what to do. */
public final class AgreementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AgreementException(String message) {
        super(message);
    }
}
