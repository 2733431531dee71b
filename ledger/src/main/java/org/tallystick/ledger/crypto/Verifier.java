package org.tallystick.ledger.crypto;

/** Checks signatures. A pure function: same question, same answer, on every machine. Thread-safe. */
@FunctionalInterface
public interface Verifier {

    /**
     * Says whether {@code signature} is one of {@code message} by {@code key}. Never throws: a key off the curve, zero or
     * out-of-range {@code r} or {@code s}, and high {@code s} are simply not valid.
     */
    boolean verify(PublicKey key, byte[] message, Signature signature);

    /** The same over the 32 bytes of a digest, which is what this ledger signs. */
    default boolean verify(PublicKey key, Hash digest, Signature signature) {
        return verify(key, digest.toByteArray(), signature);
    }
}
