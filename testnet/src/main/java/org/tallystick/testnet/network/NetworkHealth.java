package org.tallystick.testnet.network;

import java.util.List;

/** The network as found at a moment. */
public record NetworkHealth(List<NodeHealth> nodes, Agreement agreement) {
    public NetworkHealth {
        nodes = List.copyOf(nodes);
    }
}
