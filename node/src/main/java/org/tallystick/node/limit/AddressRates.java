package org.tallystick.node.limit;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket per remote address: it holds what one second allows, so a burst of that much passes at once. Thread-safe.
 * Remembers the addresses that asked last and forgets others, whose buckets are full again: memory is bounded, and nobody
 * is refused because there are too many others.
 */
public final class AddressRates {
    private static final int MAX_ADDRESSES = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<Neighbourhood, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Neighbourhood, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    private record Bucket(double tokens, long atNanos) {}

    /** @param nanos a clock such as {@link System#nanoTime()} */
    public AddressRates(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /**
     * Takes {@code count} from the address's bucket, or nothing and returns false. What is more than a full bucket is let
     * through when the bucket is full, and has to be made up for.
     */
    public synchronized boolean tryTake(InetAddress address, int count) {
        Neighbourhood from = Neighbourhood.of(address);
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(from, new Bucket(perSecond, now));
        double tokens = Math.min(perSecond, before.tokens + (now - before.atNanos) * perSecond / NANOS_PER_SECOND);
        boolean enough = tokens >= Math.min(count, perSecond);
        buckets.put(from, new Bucket(enough ? tokens - count : tokens, now));
        return enough;
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return buckets.size();
    }
}
