package org.tallystick.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.value.Amount;

class BorshWriterTest {

    @Test
    void writes_what_the_specification_says() {
        BorshWriter out = new BorshWriter();
        out.u8(0xAB)
                .u16(0x0102)
                .u32(0xFFFF_FFFEL)
                .u64(0x0102_0304_0506_0708L)
                .fixed(new byte[] {1, 2})
                .fixed(new byte[] {9, 3, 4, 9}, 1, 2)
                .bytes(new byte[] {5})
                .string("é")
                .list(List.of(Amount.ZERO));
        assertThat(Bytes.of(out.toByteArray()).hex())
                .isEqualTo("ab" + "0201" + "feffffff" + "0807060504030201" + "0102" + "0304" + "0100000005"
                        + "02000000c3a9" + "01000000" + "0000000000000000");
        assertThat(out.size()).isEqualTo(out.toByteArray().length);
    }

    @Test
    void refuses_numbers_that_do_not_fit() {
        BorshWriter out = new BorshWriter();
        assertThatIllegalArgumentException().isThrownBy(() -> out.u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> out.u8(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> out.u16(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> out.u32(1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> out.u32(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> out.u64(-1));
        assertThat(out.size()).isZero();
    }

    @Test
    void does_not_write_a_slice_that_is_not_there() {
        BorshWriter out = new BorshWriter();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.fixed(new byte[4], 3, 2));
    }

    @Test
    void grows_as_needed() {
        BorshWriter out = new BorshWriter(0);
        for (int i = 0; i < 1_000; i++) {
            out.u64(i).fixed(new byte[i % 7]);
        }
        BorshReader in = new BorshReader(out.toByteArray());
        for (int i = 0; i < 1_000; i++) {
            assertThat(in.u64()).isEqualTo(i);
            in.fixed(i % 7);
        }
        in.requireEnd();
    }
}
