package org.tallystick.ledger.crypto;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Decoded keys of recent signers, at most {@code capacity} of them. Two generations stand in for an order of use: a full
 * young one becomes the old one, whose keys live on only if they are asked for again. No lock is held on any path.
 *
 * @param <K> a provider's own form of a public key
 */
final class KeyCache<K> {
    private final int generationSize;
    private final Function<PublicKey, Optional<K>> decoder;
    private volatile Generations<K> generations =
            new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /** A cache over {@code decoder}, which answers nothing for a key that is not on the curve. */
    KeyCache(int capacity, Function<PublicKey, Optional<K>> decoder) {
        this.generationSize = Math.max(1, capacity / 2);
        this.decoder = decoder;
    }

    /** The decoded key. Failures are not remembered: they would push out keys that are of use. */
    Optional<K> decoded(PublicKey key) {
        Generations<K> now = generations;
        K young = now.young.get(key);
        if (young != null) {
            return Optional.of(young);
        }
        K old = now.old.get(key);
        Optional<K> found = old != null ? Optional.of(old) : decoder.apply(key);
        found.ifPresent(decoded -> remember(now, key, decoded));
        return found;
    }

    /** Number of keys held, of which some may be held twice. */
    long size() {
        Generations<K> now = generations;
        return now.young.mappingCount() + now.old.mappingCount();
    }

    private void remember(Generations<K> now, PublicKey key, K decoded) {
        now.young.put(key, decoded);
        if (now.young.mappingCount() >= generationSize) {
            // Threads that race here write the same thing but for a few new keys, which are only decoded once more.
            generations = new Generations<>(new ConcurrentHashMap<>(), now.young);
        }
    }

    private record Generations<K>(ConcurrentHashMap<PublicKey, K> young, ConcurrentHashMap<PublicKey, K> old) {}
}
