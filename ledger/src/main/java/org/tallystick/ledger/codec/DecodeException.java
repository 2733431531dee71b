package org.tallystick.ledger.codec;

/** The bytes are not something the encoder could have written. The message says what and where. */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        super(message);
    }
}
