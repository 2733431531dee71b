package org.tallystick.node.net;

/** Why a connection did not become a link. */
public enum ConnectionRefusal {
    /** Its address begins too many handshakes. */
    TOO_MANY_FROM_ADDRESS,
    /** Too many others were in their handshake. */
    TOO_MANY_HANDSHAKES,
    /** The handshake was not over in time. */
    TIMED_OUT,
    /** The peer's key is none of the authorities'. */
    UNLISTED_KEY,
    /** The peer's key is an authority's, but not one expected on this connection. */
    WRONG_AUTHORITY,
    /** The peer runs another network or another protocol. */
    WRONG_NETWORK,
    /** The authority misbehaved, and is not linked for a while. */
    BARRED,
    /** Anything else that is not a handshake. */
    FAILED
}
