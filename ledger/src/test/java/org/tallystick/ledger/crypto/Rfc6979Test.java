package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.testing.Vectors;
import tools.jackson.databind.JsonNode;

/** RFC 6979, A.2.5, and a message for which the first candidate for the nonce is out of range. */
class Rfc6979Test {
    private static final BigInteger ORDER = P256.DOMAIN.getN();

    private final JsonNode vectors = Vectors.read("rfc6979-p256-sha256.json");
    private final KeyPair key = KeyPair.of(hex(vectors.get("privateKey")));

    @Test
    void the_public_key_is_that_of_the_secret() {
        assertThat(key.publicKey().hex().substring(2))
                .isEqualToIgnoringCase(vectors.get("publicX").asString());
    }

    @Test
    void signatures_are_those_of_the_rfc_up_to_the_sign_of_s() {
        assertThat(vectors.get("cases")).hasSize(3);
        for (JsonNode each : vectors.get("cases")) {
            byte[] signature = key.sign(each.get("message").asString().getBytes(StandardCharsets.US_ASCII))
                    .toByteArray();
            BigInteger published = new BigInteger(each.get("s").asString(), 16);
            assertThat(P256.r(signature)).isEqualTo(new BigInteger(each.get("r").asString(), 16));
            assertThat(P256.s(signature)).isEqualTo(published.min(ORDER.subtract(published)));
        }
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asString());
    }
}
