package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.ScriptedPrompt;

class WalletCommandTest {
    private final Person person;

    WalletCommandTest(@TempDir Path home) {
        this.person = new Person(home);
    }

    @Test
    void every_command_explains_itself() {
        Outcome help = person.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: tally wallet", "Exit codes");
        for (String verb :
                "create import export list describe remove balance send history build sign submit receipt verify"
                        .split(" ", -1)) {
            assertThat(help.out()).contains("\n  " + verb + " ");
            Outcome outcome = person.run(verb, "--help");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).startsWith("Usage: tally wallet " + verb);
        }
    }

    @Test
    void what_is_no_command_line_exits_2_with_a_next_step_and_nothing_on_standard_output() {
        Outcome nothing = person.run();
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("tally wallet --help");
        Outcome misspelt = person.run("balnce");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err()).contains("Did you mean balance");
        assertThat(person.run("list", "--nonsense").exitCode()).isEqualTo(2);
        assertThat(person.run("send").exitCode()).isEqualTo(2);
        assertThat(person.run("list", "--output", "xml").exitCode()).isEqualTo(2);
        assertThat(misspelt.out()).isEmpty();
    }

    @Test
    void without_a_network_says_how_to_get_one() {
        Outcome outcome = person.run("balance");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("tally testnet up");
        assertThat(person.run("list", "-n", "nowhere").err()).contains("nowhere");
    }

    @Test
    void errors_are_json_when_output_is() {
        Outcome outcome = person.run("describe", "nobody", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("KEY_NOT_FOUND");
        assertThat(outcome.error().get("exitCode").intValue()).isEqualTo(3);
        assertThat(outcome.error().get("nextStep").stringValue()).contains("tally wallet list");
    }

    @Test
    void the_environment_stands_in_for_flags_and_flags_win() {
        assertThat(person.with("TALLY_OUTPUT", "json").run("list").json().get("keys"))
                .isEmpty();
        assertThat(person.run("list", "--output", "text").out()).isEmpty();
        ScriptedPrompt silent = ScriptedPrompt.of();
        assertThat(person.at(silent)
                        .with("TALLY_NO_INPUT", "1")
                        .run("create", "a")
                        .exitCode())
                .isEqualTo(5);
        assertThat(silent.questions()).isEmpty();
    }

    @Test
    void colours_are_for_terminals_unless_told_otherwise() {
        String escape = "\u001b[";
        assertThat(person.run("describe", "nobody").err()).doesNotContain(escape);
        assertThat(person.run("describe", "nobody", "--color", "always").err()).contains(escape);
        person.at(ScriptedPrompt.of());
        assertThat(person.run("describe", "nobody").err()).contains(escape);
        assertThat(person.run("describe", "nobody", "--color", "never").err()).doesNotContain(escape);
        assertThat(person.with("NO_COLOR", "1").run("describe", "nobody").err()).doesNotContain(escape);
    }
}
