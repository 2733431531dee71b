package org.tallystick.config;

/**
 * Where to listen or dial.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose where it is listened on
 */
public record HostPort(String host, int port) {

    /** @throws IllegalArgumentException if the host is empty or the port out of range */
    public HostPort {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a host and a port of 0 to 65535: " + host + ":" + port);
        }
    }

    /** Parses {@code host:port} or {@code [v6]:port}. */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.contains(":")) {
            throw new IllegalArgumentException("an IPv6 address stands in brackets: " + text);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return new HostPort(bracketed ? host.substring(1, host.length() - 1) : host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a port of 0 to 65535: " + text, e);
        }
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
