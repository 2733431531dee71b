package org.tallystick.ledger.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.testing.Vectors;
import tools.jackson.databind.JsonNode;

/** Project Wycheproof: signatures made to break verifiers. */
class WycheproofTest {
    private static final int CASES = 262;
    private static final int HEX_OF_32_BYTES = 64;

    private record Case(int id, PublicKey key, Bytes message, Bytes signature, boolean valid) {}

    @ParameterizedTest
    @MethodSource("org.tallystick.ledger.crypto.Providers#both")
    void accepts_just_what_is_valid_except_for_the_listed_high_s(Verifier verifier) {
        Set<Integer> accepted = new TreeSet<>();
        Set<Integer> expected = new TreeSet<>();
        int[] cases = {0};
        forEachCase(each -> {
            cases[0]++;
            if (each.valid) {
                expected.add(each.id);
            }
            if (each.signature.length() != Signature.SIZE) {
                assertThatIllegalArgumentException().isThrownBy(() -> signature(each));
            } else if (verifier.verify(each.key, each.message.toByteArray(), signature(each))) {
                accepted.add(each.id);
            }
        });
        expected.removeAll(refusedHighS());
        assertThat(cases[0]).isEqualTo(CASES);
        assertThat(accepted).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("org.tallystick.ledger.crypto.Providers#both")
    void each_refused_high_s_is_valid_in_its_low_form(Verifier verifier) {
        Set<Integer> refused = refusedHighS();
        Set<Integer> validWithHighS = new TreeSet<>();
        forEachCase(each -> {
            if (each.valid && P256.isHighS(signature(each))) {
                validWithHighS.add(each.id);
                byte[] high = each.signature.toByteArray();
                Signature low = P256.withLowS(P256.r(high), P256.s(high));
                assertThat(verifier.verify(each.key, each.message.toByteArray(), low))
                        .isTrue();
            }
        });
        assertThat(refused).isEqualTo(validWithHighS).isNotEmpty();
    }

    private static Set<Integer> refusedHighS() {
        Set<Integer> ids = new TreeSet<>();
        Vectors.read("wycheproof-refused-high-s.json").get("tcIds").forEach(id -> ids.add(id.asInt()));
        return ids;
    }

    private static void forEachCase(Consumer<Case> action) {
        for (JsonNode group :
                Vectors.read("wycheproof-ecdsa-secp256r1-sha256-p1363.json").get("testGroups")) {
            PublicKey key =
                    compressed(group.get("publicKey").get("uncompressed").asString());
            for (JsonNode test : group.get("tests")) {
                action.accept(new Case(
                        test.get("tcId").asInt(),
                        key,
                        bytes(test.get("msg")),
                        bytes(test.get("sig")),
                        test.get("result").asString().equals("valid")));
            }
        }
    }

    private static Signature signature(Case each) {
        return Signature.of(each.signature.toByteArray());
    }

    private static Bytes bytes(JsonNode hex) {
        return Bytes.of(HexFormat.of().parseHex(hex.asString()));
    }

    private static PublicKey compressed(String uncompressedHex) {
        String x = uncompressedHex.substring(2, 2 + HEX_OF_32_BYTES);
        boolean yIsOdd = (Character.digit(uncompressedHex.charAt(uncompressedHex.length() - 1), 16) & 1) == 1;
        return PublicKey.fromHex((yIsOdd ? "03" : "02") + x);
    }
}
