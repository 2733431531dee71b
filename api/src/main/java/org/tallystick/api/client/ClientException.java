package org.tallystick.api.client;

/** A call to a node that did not come to its normal end. Callers tell the two cases apart by type. */
public abstract sealed class ClientException extends RuntimeException permits ApiException, UnreachableException {
    private static final long serialVersionUID = 1L;

    ClientException(String message) {
        super(message);
    }

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
