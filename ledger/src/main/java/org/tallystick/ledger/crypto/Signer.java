package org.tallystick.ledger.crypto;

/** Signs as one key holder. Deterministic: the same message gets the same signature. Thread-safe. */
public interface Signer {

    /** The key that verifies what this signs. */
    PublicKey publicKey();

    /** Signs the 32 bytes of {@code digest} as a message (the scheme hashes them again). */
    Signature sign(Hash digest);
}
