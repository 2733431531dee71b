package org.tallystick.wallet.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {

    @Test
    void lines_break_at_blanks_and_long_words_stay_whole() {
        assertThat(Wrapping.of("one two three", 0, 7)).isEqualTo("one two\nthree");
        assertThat(Wrapping.of("one two three", 4, 7)).isEqualTo("one\ntwo\nthree");
        assertThat(Wrapping.of("one\ntwo three", 0, 9)).isEqualTo("one\ntwo three");
        assertThat(Wrapping.of("see 0123456789 now", 0, 8)).isEqualTo("see\n0123456789\nnow");
        assertThat(Wrapping.of("", 0, 8)).isEmpty();
    }
}
