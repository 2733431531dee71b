package org.tallystick.node.limit;

import java.net.InetAddress;
import java.util.Arrays;
import org.tallystick.ledger.codec.Bytes;

/** What counts as one remote address: an IPv4 address, or an IPv6 network of /64, all of which one customer is given. */
record Neighbourhood(Bytes prefix) {
    private static final int PREFIX_BYTES = 8;

    static Neighbourhood of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Neighbourhood(Bytes.of(bytes.length > PREFIX_BYTES ? Arrays.copyOf(bytes, PREFIX_BYTES) : bytes));
    }
}
