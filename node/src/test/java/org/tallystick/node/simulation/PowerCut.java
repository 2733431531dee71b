package org.tallystick.node.simulation;

/** The machine under a node stops, in the middle of whatever it does. Not an exception: nothing may catch and survive it. */
final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    PowerCut() {
        super("power cut", null, false, false);
    }
}
