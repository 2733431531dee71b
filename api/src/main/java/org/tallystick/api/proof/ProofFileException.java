package org.tallystick.api.proof;

/** A file is not a proof of this network, or not one that a node wrote. The message is one plain sentence that says where. */
public final class ProofFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProofFileException(String message) {
        super(message);
    }

    ProofFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
