package org.tallystick.consensus.simulation;

/** Something happened that must never happen, or did not happen that must. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    public Violation(String message) {
        super(message);
    }
}
