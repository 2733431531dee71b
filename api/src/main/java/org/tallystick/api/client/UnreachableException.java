package org.tallystick.api.client;

import java.net.URI;

/**
 * No node answered at the address, or not in time, or what answered is not a node. After a submission the outcome is unknown;
 * sending the same transaction again is safe.
 */
public final class UnreachableException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient URI node;

    public UnreachableException(URI node, String what) {
        super(node + ": " + what);
        this.node = node;
    }

    public UnreachableException(URI node, String what, Throwable cause) {
        super(node + ": " + what, cause);
        this.node = node;
    }

    /** Base address of the node. */
    public URI node() {
        return node;
    }
}
