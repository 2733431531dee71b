package org.tallystick.node.engine;

import org.tallystick.node.net.ProtocolViolation;

/** Told that an authority did what no honest one does. */
interface Misbehaviour {

    /** @param detail for people */
    void seen(int authority, ProtocolViolation violation, String detail);
}
