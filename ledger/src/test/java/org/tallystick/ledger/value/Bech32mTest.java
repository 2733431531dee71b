package org.tallystick.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.testing.Vectors;
import tools.jackson.databind.JsonNode;

/** The vectors of BIP-350, and what they leave open. */
class Bech32mTest {
    private final JsonNode vectors = Vectors.read("bip350-bech32m.json");

    @Test
    void reads_the_valid_texts_and_writes_them_back_in_lower_case() {
        assertThat(vectors.get("valid")).hasSize(7);
        for (JsonNode each : vectors.get("valid")) {
            String text = each.asString();
            Bech32m decoded = Bech32m.decode(text);
            assertThat(Bech32m.encode(decoded.prefix(), decoded.words())).isEqualTo(text.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void refuses_the_invalid_texts() {
        assertThat(vectors.get("invalid")).hasSize(14);
        for (JsonNode each : vectors.get("invalid")) {
            assertThatExceptionOfType(DecodeException.class)
                    .as(each.get("reason").asString())
                    .isThrownBy(() -> Bech32m.decode(each.get("string").asString()));
        }
    }

    @Test
    void refuses_mixed_case() {
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Bech32m.decode("A1lqfn3a"))
                .withMessageContaining("case");
    }

    @Test
    void bytes_of_any_length_survive_the_way_through_words() {
        Random random = new Random(1);
        for (int length = 0; length <= 40; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Bech32m.toBytes(Bech32m.toWords(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void words_that_no_bytes_give_are_refused() {
        assertThatExceptionOfType(DecodeException.class)
                .as("a whole word of filling")
                .isThrownBy(() -> Bech32m.toBytes(Bytes.of(new byte[] {1, 0, 0})));
        assertThatExceptionOfType(DecodeException.class)
                .as("filling that is not zero")
                .isThrownBy(() -> Bech32m.toBytes(Bytes.of(new byte[] {1, 1})));
    }

    @Test
    void does_not_write_what_it_would_not_read() {
        Bytes none = Bytes.EMPTY;
        assertThatIllegalArgumentException().isThrownBy(() -> Bech32m.encode("", none));
        assertThatIllegalArgumentException().isThrownBy(() -> Bech32m.encode("Tly", none));
        assertThatIllegalArgumentException().isThrownBy(() -> Bech32m.encode("t y", none));
        assertThatIllegalArgumentException().isThrownBy(() -> Bech32m.encode("tly", Bytes.of(new byte[81])));
        assertThatIllegalArgumentException().isThrownBy(() -> Bech32m.encode("tly", Bytes.of(new byte[] {32})));
    }
}
