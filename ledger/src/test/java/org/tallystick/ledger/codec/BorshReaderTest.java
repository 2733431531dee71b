package org.tallystick.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BorshReaderTest {

    @Test
    void reads_the_extremes_of_each_integer() {
        assertThat(reader("ff").u8()).isEqualTo(255);
        assertThat(reader("ffff").u16()).isEqualTo(65_535);
        assertThat(reader("ffffffff").u32()).isEqualTo(0xFFFF_FFFFL);
        assertThat(reader("ffffffffffffff7f").u64()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refuses_integers_of_two_to_the_63_and_more() {
        assertRefused("0000000000000080", BorshReader::u64);
        assertRefused("ffffffffffffffff", BorshReader::u64);
    }

    @Test
    void refuses_to_read_past_the_end() {
        assertRefused("", BorshReader::u8);
        assertRefused("01", BorshReader::u16);
        assertRefused("010203", BorshReader::u32);
        assertRefused("01020304050607", BorshReader::u64);
        assertRefused("0102", in -> in.fixed(3));
        assertRefused("0102", in -> in.fixedInto(new byte[3], 0, 3));
        assertRefused("0300000001", in -> in.bytes(10));
    }

    @Test
    void does_not_allocate_for_a_length_that_cannot_be_true() {
        String fourGigabytes = "ffffffff" + "00".repeat(20);
        assertRefused(fourGigabytes, in -> in.bytes(Integer.MAX_VALUE));
        assertRefused(fourGigabytes, in -> in.string(Integer.MAX_VALUE));
        assertRefused("ffffff7f", in -> in.bytes(Integer.MAX_VALUE));
        AtomicInteger elements = new AtomicInteger();
        assertRefused(
                "ffffff7f" + "00".repeat(20), in -> in.list(Integer.MAX_VALUE, 1, each -> elements.incrementAndGet()));
        assertRefused("06000000" + "00".repeat(20), in -> in.list(10, 4, each -> elements.incrementAndGet()));
        assertThat(elements).hasValue(0);
    }

    @Test
    void refuses_lengths_over_the_limit_of_the_field_even_if_the_bytes_are_there() {
        assertRefused("03000000" + "616263", in -> in.bytes(2));
        assertRefused("03000000" + "616263", in -> in.string(2));
        assertRefused("03000000" + "616263", in -> in.list(2, 1, BorshReader::u8));
        assertThat(reader("03000000" + "616263").string(3)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "c3", "c080", "e08080", "eda080", "f4908080", "ff", "61c3"})
    void refuses_what_is_not_utf_8(String hex) {
        String length = HexFormat.of().toHexDigits((byte) (hex.length() / 2));
        assertRefused(length + "000000" + hex, in -> in.string(10));
    }

    @Test
    void refuses_trailing_bytes() {
        assertThat(BorshReader.decodeAll(new byte[] {7}, BorshReader::u8)).isEqualTo(7);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> BorshReader.decodeAll(new byte[] {7, 0}, BorshReader::u8))
                .withMessageContaining("1 trailing");
    }

    @Test
    void a_slice_is_a_world_of_its_own() {
        byte[] source = {1, 2, 3, 4, 5};
        BorshReader in = new BorshReader(source, 1, 3);
        assertThat(in.u8()).isEqualTo(2);
        assertThat(in.remaining()).isEqualTo(2);
        assertThat(in.slice(1)).containsExactly(2);
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> in.fixed(3));
        assertThat(in.fixed(2)).containsExactly(3, 4);
        in.requireEnd();
        assertThatIllegalArgumentException().isThrownBy(() -> new BorshReader(source, 3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new BorshReader(source, -1, 3));
    }

    private static BorshReader reader(String hex) {
        return new BorshReader(HexFormat.of().parseHex(hex));
    }

    private static void assertRefused(String hex, Consumer<BorshReader> read) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> read.accept(reader(hex)));
    }
}
