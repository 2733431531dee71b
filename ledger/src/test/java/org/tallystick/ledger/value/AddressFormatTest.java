package org.tallystick.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.AddressException.Kind;

class AddressFormatTest {
    private static final Address ADDRESS = Address.of(new byte[Address.SIZE]);

    private final AddressFormat tly = new AddressFormat("tly");

    @Test
    void reads_what_it_writes_in_either_case() {
        String text = tly.format(ADDRESS);
        assertThat(text).startsWith("tly1").hasSize(3 + 1 + 32 + 6);
        assertThat(tly.parse(text)).isEqualTo(ADDRESS);
        assertThat(tly.parse(text.toUpperCase(Locale.ROOT))).isEqualTo(ADDRESS);
    }

    @Test
    void names_the_prefix_of_a_foreign_address() {
        assertThatExceptionOfType(AddressException.class)
                .isThrownBy(() -> tly.parse(new AddressFormat("fest").format(ADDRESS)))
                .withMessageContaining("fest1")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FOREIGN));
    }

    @Test
    void refuses_each_single_mistyped_character() {
        String text = tly.format(ADDRESS);
        for (int i = 0; i < text.length(); i++) {
            String mistyped = text.substring(0, i) + (text.charAt(i) == 'q' ? 'p' : 'q') + text.substring(i + 1);
            assertBad(mistyped);
        }
    }

    @Test
    void refuses_sound_bech32m_that_does_not_hold_twenty_bytes() {
        assertBad(Bech32m.encode("tly", Bech32m.toWords(new byte[19])));
        assertBad(Bech32m.encode("tly", Bech32m.toWords(new byte[21])));
    }

    private void assertBad(String text) {
        assertThatExceptionOfType(AddressException.class)
                .isThrownBy(() -> tly.parse(text))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BAD));
    }
}
