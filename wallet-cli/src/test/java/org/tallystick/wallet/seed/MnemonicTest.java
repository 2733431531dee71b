package org.tallystick.wallet.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.ledger.crypto.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MnemonicTest {
    private static final String ABOUT = "abandon ".repeat(11) + "about";

    static Stream<JsonNode> vectors() throws Exception {
        try (var in = MnemonicTest.class.getResourceAsStream("/vectors/bip39-english.json")) {
            return new JsonMapper().readTree(in).get("english").valueStream().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agrees_with_the_published_vectors(JsonNode vector) {
        String words = vector.get("mnemonic").stringValue();
        Mnemonic ofEntropy =
                Mnemonic.ofEntropy(HexFormat.of().parseHex(vector.get("entropy").stringValue()));
        assertThat(String.join(" ", ofEntropy.words())).isEqualTo(words);
        assertThat(HexFormat.of().formatHex(Mnemonic.parse(words).seed("TREZOR")))
                .isEqualTo(vector.get("seed").stringValue());
    }

    @Test
    void there_are_24_vectors() throws Exception {
        assertThat(vectors()).hasSize(24);
    }

    @Test
    void the_word_list_is_the_standard_one() throws Exception {
        try (var in = WordList.class.getResourceAsStream("bip39-english.txt")) {
            assertThat(in).isNotNull();
            assertThat(Sha256.of(in.readAllBytes()).hex())
                    .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @Test
    void new_words_are_24_and_can_be_read_back() {
        Mnemonic fresh = Mnemonic.generate(new SecureRandom());
        assertThat(fresh.words()).hasSize(24);
        assertThat(Mnemonic.parse(String.join("\n", fresh.words())).seed("")).isEqualTo(fresh.seed(""));
        assertThat(fresh.toString()).doesNotContain(fresh.words().getFirst());
    }

    @Test
    void reads_any_case_and_any_white_space() {
        assertThat(Mnemonic.parse(
                                "  " + ABOUT.toUpperCase(java.util.Locale.ROOT).replace(" ", " \n\t"))
                        .words())
                .isEqualTo(Mnemonic.parse(ABOUT).words());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abandon",
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon"
            })
    void another_number_of_words_is_refused(String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mnemonic.parse(words))
                .withMessageContaining("12, 15, 18, 21 or 24");
    }

    @Test
    void a_word_out_of_the_list_is_refused_by_its_place_and_not_quoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mnemonic.parse(ABOUT.replace("about", "aboot")))
                .withMessage("word 12 is not in the BIP-39 list");
    }

    @Test
    void a_wrong_checksum_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mnemonic.parse("abandon ".repeat(12)))
                .withMessageContaining("checksum");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mnemonic.parse("about " + "abandon ".repeat(11)))
                .withMessageContaining("checksum");
    }
}
