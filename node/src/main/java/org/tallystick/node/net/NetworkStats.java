package org.tallystick.node.net;

import java.util.Map;

/**
 * Counts since the network was made; every key of an enum is there.
 *
 * @param peers authorities connected now
 * @param received messages and their bytes, by kind, that came in
 * @param sent those handed to the sockets
 * @param dropped those given up because the peer was too slow
 * @param refusals connections that did not become a link
 */
public record NetworkStats(
        int peers,
        Map<Kind, Traffic> received,
        Map<Kind, Traffic> sent,
        Map<Kind, Traffic> dropped,
        Map<ConnectionRefusal, Long> refusals) {

    public NetworkStats {
        received = Map.copyOf(received);
        sent = Map.copyOf(sent);
        dropped = Map.copyOf(dropped);
        refusals = Map.copyOf(refusals);
    }

    /** What of one kind came in. */
    public Traffic received(Kind kind) {
        return received.getOrDefault(kind, Traffic.NONE);
    }

    /** What of one kind was handed to the sockets. */
    public Traffic sent(Kind kind) {
        return sent.getOrDefault(kind, Traffic.NONE);
    }

    /** What of one kind was given up. */
    public Traffic dropped(Kind kind) {
        return dropped.getOrDefault(kind, Traffic.NONE);
    }

    /** How many connections were refused for this reason. */
    public long refusals(ConnectionRefusal reason) {
        return refusals.getOrDefault(reason, 0L);
    }

    /** @param bytes of whole frames, before encryption */
    public record Traffic(long messages, long bytes) {
        static final Traffic NONE = new Traffic(0, 0);
    }
}
