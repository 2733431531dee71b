package org.tallystick.node.engine;

import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.crypto.Verifier;

/** Knows how many signatures it verified. For one thread. */
final class CountedVerifier implements Verifier {
    private final Verifier verifier;
    private int count;

    CountedVerifier(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        count++;
        return verifier.verify(key, message, signature);
    }

    /** How many since this was asked last. */
    int drain() {
        int since = count;
        count = 0;
        return since;
    }
}
