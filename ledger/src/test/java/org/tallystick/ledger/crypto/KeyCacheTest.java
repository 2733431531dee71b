package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
    private static final int CAPACITY = 16;

    private final Map<PublicKey, Integer> decodings = new HashMap<>();

    @Test
    void holds_no_more_keys_than_its_capacity() {
        KeyCache<PublicKey> cache = new KeyCache<>(CAPACITY, this::decode);
        for (int i = 0; i < 10 * CAPACITY; i++) {
            cache.decoded(key(i));
            assertThat(cache.size()).isLessThanOrEqualTo(CAPACITY);
        }
    }

    @Test
    void a_key_in_use_stays_while_strangers_pass_through() {
        KeyCache<PublicKey> cache = new KeyCache<>(CAPACITY, this::decode);
        for (int i = 1; i < 10 * CAPACITY; i++) {
            assertThat(cache.decoded(key(0))).contains(key(0));
            cache.decoded(key(i));
        }
        assertThat(decodings).containsEntry(key(0), 1);
    }

    @Test
    void a_key_that_does_not_decode_takes_no_place() {
        KeyCache<PublicKey> cache = new KeyCache<>(CAPACITY, key -> Optional.empty());
        assertThat(cache.decoded(key(1))).isEmpty();
        assertThat(cache.size()).isZero();
    }

    private Optional<PublicKey> decode(PublicKey key) {
        decodings.merge(key, 1, Integer::sum);
        return Optional.of(key);
    }

    private static PublicKey key(int number) {
        byte[] bytes = new byte[PublicKey.SIZE];
        bytes[0] = 2;
        System.arraycopy(P256.scalar(BigInteger.valueOf(number)), 0, bytes, 1, 32);
        return PublicKey.of(bytes);
    }
}
