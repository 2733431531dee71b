package org.tallystick.node.net;

import java.net.InetSocketAddress;

/**
 * The two halves of {@code host:port}; an IPv6 address stands in brackets.
 *
 * @param port 1 to 65,535
 */
record HostPort(String host, int port) {

    /** @throws IllegalArgumentException if {@code text} is not {@code host:port} */
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw notAnAddress(text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            if (port < 1 || port > 0xFFFF || host.isEmpty()) {
                throw notAnAddress(text);
            }
            return new HostPort(host, port);
        } catch (NumberFormatException e) {
            throw notAnAddress(text);
        }
    }

    /** This as an address whose name has not been looked up yet. */
    InetSocketAddress unresolved() {
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("not host:port: " + text);
    }
}
