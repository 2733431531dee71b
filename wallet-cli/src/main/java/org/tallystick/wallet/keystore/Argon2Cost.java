package org.tallystick.wallet.keystore;

/**
 * How much work Argon2id makes of each guess at a passphrase.
 *
 * @param memoryKib 8 to 1,048,576, and at least 8 for each lane
 * @param iterations 1 to 64
 * @param parallelism lanes, 1 to 16
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {
    /** 64 MiB and three passes, above OWASP's least of 19 MiB and two: about a second. */
    public static final Argon2Cost RECOMMENDED = new Argon2Cost(65_536, 3, 1);

    /** @throws IllegalArgumentException out of range: a file must not make the wallet work for hours or run out of memory */
    public Argon2Cost {
        boolean sound = memoryKib >= 8L * parallelism
                && memoryKib <= 1_048_576
                && iterations >= 1
                && iterations <= 64
                && parallelism >= 1
                && parallelism <= 16;
        if (!sound) {
            throw new IllegalArgumentException("Argon2 parameters out of range");
        }
    }
}
