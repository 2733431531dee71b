package org.tallystick.node.limit;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many of something each remote address has, such as open connections. Thread-safe. */
public final class AddressCounts {
    private final Map<Neighbourhood, Integer> counts = new HashMap<>();

    /** One more of {@code address}; returns how many that makes. */
    public synchronized int enter(InetAddress address) {
        return counts.merge(Neighbourhood.of(address), 1, Integer::sum);
    }

    /** One less of it. */
    public synchronized void leave(InetAddress address) {
        counts.computeIfPresent(Neighbourhood.of(address), (from, count) -> count == 1 ? null : count - 1);
    }
}
