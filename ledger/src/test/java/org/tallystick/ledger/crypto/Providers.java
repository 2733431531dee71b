package org.tallystick.ledger.crypto;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Both verifiers, for tests that are run on each. On the platforms the build supports the native one must load. */
final class Providers {
    private Providers() {}

    static Stream<Named<Verifier>> both() {
        return Stream.of(
                Named.of("Corretto", P256.corretto().orElseThrow()), Named.of("Bouncy Castle", P256.bouncyCastle()));
    }
}
