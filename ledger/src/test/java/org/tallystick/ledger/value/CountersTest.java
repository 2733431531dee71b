package org.tallystick.ledger.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Heights, views and epochs. */
class CountersTest {

    @Test
    void begin_at_zero_and_never_wrap() {
        assertThatIllegalArgumentException().isThrownBy(() -> Height.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> View.of(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Epoch.of(-1));
        assertOverflows(() -> Height.of(Long.MAX_VALUE).next());
        assertOverflows(() -> View.of(Long.MAX_VALUE).next());
        assertOverflows(() -> Epoch.of(Long.MAX_VALUE).next());
    }

    @Test
    void the_next_one_is_after() {
        assertThat(Height.ZERO.next()).isEqualTo(Height.of(1)).matches(next -> next.isAfter(Height.ZERO));
        assertThat(View.ZERO.next()).isEqualTo(View.of(1)).matches(next -> next.isAfter(View.ZERO));
        assertThat(Epoch.ZERO.next()).isEqualTo(Epoch.of(1)).matches(next -> next.isAfter(Epoch.ZERO));
        assertThat(Height.ZERO.isBefore(Height.ZERO) || Height.ZERO.isAfter(Height.ZERO))
                .isFalse();
    }

    private static void assertOverflows(Runnable arithmetic) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(arithmetic::run);
    }
}
