package org.tallystick.wallet.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, '\n', '\r', 0x1b, 0x7f, 0x85, 0x9b, 0x9d, 0xad, 0x200b, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066,
                0xfeff, 0xd800, 0xe000, 0xe0001
            })
    void what_could_touch_a_terminal_is_a_question_mark(int character) {
        String text = "a" + new StringBuilder().appendCodePoint(character) + "b";
        assertThat(Printable.line(text)).isEqualTo("a?b");
        assertThat(Printable.text(text)).isEqualTo(character == '\n' ? text : "a?b");
    }

    @Test
    void words_of_all_languages_stay() {
        String text = "Grüße, 你好, שלום, नमस्ते, 😀 1 €";
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void json_says_the_same_in_escapes() {
        String memo = "a\u009b\u202e\u2028\udb40\udc01b";
        String json = Printable.json(new JsonMapper().writeValueAsString(memo));
        assertThat(json).isEqualTo("\"a\\u009b\\u202e\\u2028\\udb40\\udc01b\"");
        assertThat(new JsonMapper().readValue(json, String.class)).isEqualTo(memo);
    }
}
