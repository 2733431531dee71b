package org.tallystick.node.net;

import java.util.Map;

/**
 * Counts since the network was made; every key of an enum is there.
 *
 * @param peers authorities connected now
 * @param received messages and their bytes, by kind, that came in
 * @param sent those handed to the sockets
 * @param dropped those given up because the peer was too slow
 * @param violations links ended by what a peer sent
 * @param refusals connections that did not become a link
 */
public record NetworkStats(
        int peers,
        Map<Kind, Traffic> received,
        Map<Kind, Traffic> sent,
        Map<Kind, Traffic> dropped,
        Map<ProtocolViolation, Long> violations,
        Map<ConnectionRefusal, Long> refusals) {

    public NetworkStats {
        received = Map.copyOf(received);
        sent = Map.copyOf(sent);
        dropped = Map.copyOf(dropped);
        violations = Map.copyOf(violations);
        refusals = Map.copyOf(refusals);
    }

    /** @param bytes of whole frames, before encryption */
    public record Traffic(long messages, long bytes) {}
}
