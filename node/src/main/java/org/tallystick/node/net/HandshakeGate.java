package org.tallystick.node.net;

import io.netty.channel.Channel;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds how many accepted connections may be unauthenticated at once. When there are too many, the oldest goes and not
 * the newest: an honest peer is through in milliseconds, so a flood of idle connections keeps nobody out. Thread-safe.
 */
final class HandshakeGate {

    /** Fired as a user event at a connection that has to go. */
    enum Event {
        EVICTED
    }

    private final int limit;
    private final Set<Channel> inside = new LinkedHashSet<>();

    HandshakeGate(int limit) {
        this.limit = limit;
    }

    void enter(Channel newest) {
        surplusAfter(newest).ifPresent(oldest -> oldest.pipeline().fireUserEventTriggered(Event.EVICTED));
        newest.closeFuture().addListener(closed -> leave(newest));
    }

    /** The handshake is over. */
    synchronized void leave(Channel channel) {
        inside.remove(channel);
    }

    private synchronized Optional<Channel> surplusAfter(Channel newest) {
        inside.add(newest);
        if (inside.size() <= limit) {
            return Optional.empty();
        }
        Channel oldest = inside.iterator().next();
        inside.remove(oldest);
        return Optional.of(oldest);
    }
}
