package org.tallystick.api;

/** An amount of 2^63 base units or more was read from JSON. Reaches the caller as the cause of Jackson's exception. */
public final class AmountOverflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AmountOverflowException() {
        super("an amount is below 2^63 base units");
    }
}
