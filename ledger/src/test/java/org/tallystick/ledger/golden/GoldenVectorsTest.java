package org.tallystick.ledger.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.golden.GoldenValues.Golden;
import org.tallystick.ledger.testing.BitFlips;

/**
 * The frozen bytes of every encoded type, in {@code src/test/resources/golden}. Where one of these tests fails, the format
 * has changed: ledgers that exist can no longer be read. A wanted change is made to the files by hand, in a commit of its
 * own, and to docs/protocol.md.
 */
class GoldenVectorsTest {
    private static final GoldenValues VALUES = new GoldenValues();

    static Stream<Arguments> encodings() {
        return VALUES.encodings().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void is_encoded_as_frozen(String name, Golden<?> golden) throws IOException {
        assertThat(HexFormat.of().formatHex(golden.value().encoded())).isEqualTo(read(name + ".hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void is_decoded_as_it_was(String name, Golden<?> golden) throws IOException {
        byte[] frozen = HexFormat.of().parseHex(read(name + ".hex"));
        assertThat(golden.decode(frozen)).isEqualTo(golden.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void is_not_decoded_when_cut_short_or_followed_by_more(String name, Golden<?> golden) {
        byte[] encoding = golden.value().encoded();
        for (int length = 0; length < encoding.length; length++) {
            byte[] cut = Arrays.copyOf(encoding, length);
            assertThatThrownBy(() -> golden.decode(cut)).as("%d bytes", length).isInstanceOf(DecodeException.class);
        }
        byte[] longer = Arrays.copyOf(encoding, encoding.length + 1);
        assertThatThrownBy(() -> golden.decode(longer)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void with_one_bit_wrong_is_refused_or_is_exactly_something_else(String name, Golden<?> golden) {
        byte[] encoding = golden.value().encoded();
        for (int bit = 0; bit < encoding.length * 8; bit++) {
            byte[] flipped = BitFlips.flip(encoding, bit);
            Encodable other;
            try {
                other = golden.decode(flipped);
            } catch (DecodeException e) {
                continue;
            }
            assertThat(other.encoded()).as("bit %d", bit).isEqualTo(flipped);
        }
    }

    @Test
    void hashes_are_as_frozen() throws IOException {
        Map<String, String> frozen = new TreeMap<>();
        for (String line : read("digests.txt").split("\n", -1)) {
            frozen.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        assertThat(VALUES.digests()).isEqualTo(frozen);
    }

    /** What the protocol's fourteenth section takes apart is the frozen transaction, and its id. */
    @Test
    void the_documented_transaction_is_the_frozen_one() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "protocol.md"));
        String section = text.substring(text.indexOf("## 14. "), text.indexOf("## 15. "));
        String listing = section.substring(section.indexOf("```text") + 7, section.lastIndexOf("```"));
        String bytes = listing.lines()
                .map(line -> line.replaceFirst("[^0-9a-f].*", ""))
                .reduce("", String::concat);
        assertThat(bytes).isEqualTo(read("transaction.hex"));
        assertThat(section)
                .contains(digest("transaction-id"))
                .contains(digest("genesis-hash").substring(0, 8) + "…");
    }

    private static String digest(String name) {
        return Objects.requireNonNull(VALUES.digests().get(name), name);
    }

    private static String read(String file) throws IOException {
        try (InputStream in = GoldenVectorsTest.class.getResourceAsStream("/golden/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
