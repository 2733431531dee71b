package org.tallystick.wallet.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Slip10Test {

    static Stream<Arguments> vectors() throws Exception {
        try (var in = Slip10Test.class.getResourceAsStream("/vectors/slip10-nist256p1.json")) {
            return new JsonMapper()
                    .readTree(in).get("vectors").valueStream().toList().stream()
                            .flatMap(vector -> vector.get("chain")
                                    .valueStream()
                                    .map(link -> Arguments.of(vector.get("seed").stringValue(), link)));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agrees_with_the_published_vectors(String seed, JsonNode link) {
        Slip10 node = Slip10.master(HexFormat.of().parseHex(seed));
        for (String step : link.get("path").stringValue().split("/", -1)) {
            boolean hardened = step.endsWith("'");
            node = step.equals("m")
                    ? node
                    : node.child(Long.parseLong(step.replace("'", "")) + (hardened ? Slip10.HARDENED : 0));
        }
        HexFormat hex = HexFormat.of();
        assertThat(hex.formatHex(node.chainCode()))
                .isEqualTo(link.get("chainCode").stringValue());
        assertThat(hex.formatHex(node.keys().secret()))
                .isEqualTo(link.get("private").stringValue());
        assertThat(node.keys().publicKey().hex()).isEqualTo(link.get("public").stringValue());
    }

    @Test
    void all_of_the_vectors_are_there() throws Exception {
        assertThat(vectors()).hasSize(9);
    }

    /** SLIP-0010, "Test seed retry for nist256p1". */
    @Test
    void a_seed_whose_first_digest_is_no_key_is_hashed_again() {
        byte[] seed = HexFormat.of().parseHex("a7305bc8df8d0951f0cb224c0e95d7707cbdf2c6ce7e8d481fec69c7ff5e9446");
        Slip10 master = Slip10.master(seed);
        assertThat(HexFormat.of().formatHex(master.keys().secret()))
                .isEqualTo("3b8c18469a4634517d6d0b65448f8e6c62091b45540a1743c5846be55d47d88f");
        assertThat(HexFormat.of().formatHex(master.chainCode()))
                .isEqualTo("7762f9729fed06121fd13f326884c82f59aa95c57ac492ce8c9654e60efd130c");
    }

    /** Frozen: another path would lose everybody's money. */
    @Test
    void an_account_is_at_the_documented_path() {
        byte[] seed = Mnemonic.parse("abandon ".repeat(11) + "about").seed("");
        assertThat(Slip10.account(seed, 0).publicKey())
                .isEqualTo(Slip10.master(seed)
                        .child(44 + Slip10.HARDENED)
                        .child(7_629_945 + Slip10.HARDENED)
                        .child(Slip10.HARDENED)
                        .keys()
                        .publicKey());
        assertThat(Slip10.account(seed, 0).publicKey().hex())
                .isEqualTo("03b792afc4a76be3bc62747f4080d131f74cd8546046766688d82716ee94ce4daf");
        assertThat(Slip10.account(seed, 1).publicKey())
                .isNotEqualTo(Slip10.account(seed, 0).publicKey());
    }
}
