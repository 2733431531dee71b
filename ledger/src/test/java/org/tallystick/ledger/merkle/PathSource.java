package org.tallystick.ledger.merkle;

import java.util.Random;
import org.tallystick.ledger.crypto.Hash;

/** Paths of which many share long beginnings, as those that somebody has looked for would. */
final class PathSource {
    private final Random random;
    private Hash last;

    PathSource(Random random) {
        this.random = random;
        this.last = uniform(random);
    }

    static Hash uniform(Random random) {
        byte[] bytes = new byte[Hash.SIZE];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    /** A uniform path, or one that is like the last one up to one bit and random after it. */
    Hash next() {
        byte[] bytes = uniform(random).toByteArray();
        if (random.nextBoolean()) {
            int common = random.nextInt(random.nextBoolean() ? 256 : 24);
            byte[] before = last.toByteArray();
            for (int bit = 0; bit < common; bit++) {
                int mask = 0x80 >>> (bit % 8);
                bytes[bit / 8] = (byte) ((bytes[bit / 8] & ~mask) | (before[bit / 8] & mask));
            }
        }
        last = Hash.of(bytes);
        return last;
    }
}
