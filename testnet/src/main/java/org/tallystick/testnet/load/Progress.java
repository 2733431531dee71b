package org.tallystick.testnet.load;

/** Told from time to time how far a long piece of work is. */
@FunctionalInterface
public interface Progress {

    /** @param what is being done, such as {@code final} */
    void at(String what, long done, long total);
}
