package org.tallystick.node.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds how many accepted connections may be unauthenticated at once. When there are too many, one of the address that
 * has the most goes, its oldest: an honest peer is through in milliseconds, so a flood of idle connections keeps nobody
 * out, and a flood of handshakes from one address at most its neighbours there. Thread-safe.
 */
final class HandshakeGate {

    /** Fired as a user event at a connection that has to go. */
    enum Event {
        EVICTED
    }

    private final int limit;

    /** The connections inside and their hosts, in order of arrival. */
    private final Map<Channel, String> inside = new LinkedHashMap<>();

    HandshakeGate(int limit) {
        this.limit = limit;
    }

    void enter(Channel newest) {
        surplusAfter(newest).ifPresent(surplus -> surplus.pipeline().fireUserEventTriggered(Event.EVICTED));
        newest.closeFuture().addListener(closed -> leave(newest));
    }

    /** The handshake is over. */
    synchronized void leave(Channel channel) {
        inside.remove(channel);
    }

    private synchronized Optional<Channel> surplusAfter(Channel newest) {
        inside.put(newest, host(newest));
        if (inside.size() <= limit) {
            return Optional.empty();
        }
        Channel surplus = oldestOf(busiestHost());
        inside.remove(surplus);
        return Optional.of(surplus);
    }

    private String busiestHost() {
        Map<String, Integer> counts = new HashMap<>();
        inside.values().forEach(host -> counts.merge(host, 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private Channel oldestOf(String host) {
        return inside.entrySet().stream()
                .filter(entry -> entry.getValue().equals(host))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Empty for a connection that is closed already. */
    private static String host(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }
}
