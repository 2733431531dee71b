package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyPairTest {
    @Test
    void signs_what_both_providers_verify() {
        KeyPair key = KeyPair.generate(new SecureRandom());
        byte[] message = "a payment".getBytes(StandardCharsets.UTF_8);
        Signature signature = key.sign(message);
        assertThat(P256.bouncyCastle().verify(key.publicKey(), message, signature))
                .isTrue();
        assertThat(P256.corretto().orElseThrow().verify(key.publicKey(), message, signature))
                .isTrue();
    }
}
