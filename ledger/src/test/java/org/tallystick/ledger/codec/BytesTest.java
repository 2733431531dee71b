package org.tallystick.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.PublicKey;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.value.Address;

/** {@link Bytes} and {@link FixedBytes}. */
class BytesTest {

    @Test
    void later_writes_to_the_array_do_not_reach_the_value() {
        byte[] array = new byte[Hash.SIZE];
        Bytes bytes = Bytes.of(array);
        Hash hash = Hash.of(array);
        array[0] = 1;
        bytes.toByteArray()[1] = 1;
        hash.toByteArray()[1] = 1;
        bytes.reader().fixed(Hash.SIZE)[2] = 1;
        assertThat(bytes).isEqualTo(Bytes.of(new byte[Hash.SIZE]));
        assertThat(hash).isEqualTo(Hash.ZERO);
    }

    @Test
    void are_equal_by_content_but_not_across_types() {
        byte[] zeros = new byte[Address.SIZE];
        assertThat(Address.of(zeros)).isEqualTo(Address.of(zeros.clone())).hasSameHashCodeAs(Address.of(zeros));
        assertThat((Object) Address.of(zeros)).isNotEqualTo(Bytes.of(zeros)).isNotEqualTo(Hash.ZERO);
    }

    @Test
    void are_ordered_as_unsigned_bytes() {
        assertThat(Bytes.of(new byte[] {(byte) 0x80})).isGreaterThan(Bytes.of(new byte[] {0x7F, 0}));
        assertThat(Bytes.of(new byte[] {1})).isLessThan(Bytes.of(new byte[] {1, 0}));
        assertThat(Hash.fromHex("80" + "00".repeat(31)).compareTo(Hash.ZERO)).isPositive();
    }

    @Test
    void have_one_length() {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> Signature.of(new byte[65]));
        assertRefused(() -> Hash.fromHex("00"));
        assertRefused(() -> Hash.fromHex("zz".repeat(32)));
        assertRefused(() -> PublicKey.of(new byte[33]));
        assertRefused(() -> PublicKey.fromHex("04" + "00".repeat(32)));
    }

    private static void assertRefused(Runnable parse) {
        assertThatExceptionOfType(DecodeException.class).isThrownBy(parse::run);
    }
}
