package org.tallystick.node.net;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Adds up what {@link NetworkStats} tells. Thread-safe. */
final class Counters {
    private final Traffic received = new Traffic();
    private final Traffic sent = new Traffic();
    private final Traffic dropped = new Traffic();
    private final Map<ConnectionRefusal, LongAdder> refusals = adders(ConnectionRefusal.class);

    void received(Kind kind, int bytes) {
        received.add(kind, bytes);
    }

    void sent(Kind kind, int bytes) {
        sent.add(kind, bytes);
    }

    void dropped(Kind kind, int bytes) {
        dropped.add(kind, bytes);
    }

    void count(ConnectionRefusal refusal) {
        adder(refusals, refusal).increment();
    }

    NetworkStats snapshot(int peers) {
        return new NetworkStats(peers, received.snapshot(), sent.snapshot(), dropped.snapshot(), sums(refusals));
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> keys) {
        Map<E, LongAdder> adders = new EnumMap<>(keys);
        for (E key : keys.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E key) {
        return Objects.requireNonNull(adders.get(key));
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
        Map<E, Long> sums = new HashMap<>();
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }

    /** Messages and bytes by kind. */
    private static final class Traffic {
        private final Map<Kind, LongAdder> messages = adders(Kind.class);
        private final Map<Kind, LongAdder> bytes = adders(Kind.class);

        void add(Kind kind, int size) {
            adder(messages, kind).increment();
            adder(bytes, kind).add(size);
        }

        Map<Kind, NetworkStats.Traffic> snapshot() {
            Map<Kind, NetworkStats.Traffic> all = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                all.put(
                        kind,
                        new NetworkStats.Traffic(
                                adder(messages, kind).sum(), adder(bytes, kind).sum()));
            }
            return all;
        }
    }
}
