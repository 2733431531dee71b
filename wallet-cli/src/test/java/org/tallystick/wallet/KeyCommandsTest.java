package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.ScriptedPrompt;
import org.tallystick.wallet.testing.SoloTestnet;

class KeyCommandsTest {
    private static final String WORDS = "abandon ".repeat(11) + "about";
    private static final String WORDS_ADDRESS = "tly1cl93rmmzal2m8pgt26h0cwdhmptzh0ed68mut0";

    private final Path home;
    private final Person person;

    KeyCommandsTest(@TempDir Path home) {
        this.home = home;
        this.person = new Person(home);
    }

    @Test
    void the_recovery_words_of_a_new_key_bring_it_back() {
        Outcome created = person.run("create", "mine", "--insecure-no-passphrase", "--output", "json");
        assertThat(created.exitCode()).isZero();
        String words = created.json().get("recoveryWords").stringValue();
        Outcome imported = person.typing(words).run("import", "again", "--insecure-no-passphrase", "--output", "json");
        assertThat(imported.json().get("address")).isEqualTo(created.json().get("address"));
        assertThat(imported.out()).doesNotContain(words);
    }

    @Test
    void words_are_read_from_standard_input_a_file_or_the_person() throws Exception {
        assertThat(person.typing(WORDS + "\n")
                        .run("import", "a", "--insecure-no-passphrase")
                        .out())
                .contains(WORDS_ADDRESS);
        Files.writeString(person.folder().resolve("words.txt"), WORDS);
        assertThat(person.run("import", "b", "--file", "words.txt", "--insecure-no-passphrase")
                        .out())
                .contains(WORDS_ADDRESS);
        assertThat(person.at(ScriptedPrompt.of(WORDS))
                        .run("import", "c", "--insecure-no-passphrase")
                        .out())
                .contains(WORDS_ADDRESS);
        assertThat(person.at(ScriptedPrompt.of(WORDS))
                        .run("import", "d", "--account", "1", "--insecure-no-passphrase")
                        .out())
                .doesNotContain(WORDS_ADDRESS);
    }

    @Test
    void an_exported_key_can_be_imported() throws Exception {
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        Outcome shown = person.run("export", "a");
        assertThat(shown.out()).matches("[0-9a-f]{64}\n");
        Outcome written = person.run("export", "a", "-o", "a.key");
        assertThat(written.out()).doesNotContain(shown.out().strip());
        Path file = person.folder().resolve("a.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(person.run("import", "b", "--file", "a.key", "--insecure-no-passphrase")
                        .out())
                .contains(WORDS_ADDRESS);
    }

    @Test
    void what_is_no_key_is_refused_without_being_quoted() {
        Outcome outcome =
                person.typing(WORDS.replace("about", "secretly")).run("import", "a", "--insecure-no-passphrase");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("word 12 is not in the BIP-39 list").doesNotContain("secretly");
    }

    @Test
    void a_new_passphrase_is_typed_twice_and_must_be_the_same() {
        ScriptedPrompt careless = ScriptedPrompt.of("correct one", "the other");
        Outcome refused = person.at(careless).run("create", "mine");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(careless.questions()).hasSize(2);
        ScriptedPrompt careful = ScriptedPrompt.of("correct one", "correct one");
        assertThat(person.at(careful).run("create", "mine").exitCode()).isZero();
        assertThat(person.at(ScriptedPrompt.of("correct one"))
                        .run("export", "mine")
                        .exitCode())
                .isZero();
        Outcome wrong = person.at(ScriptedPrompt.of("two")).run("export", "mine");
        assertThat(wrong.exitCode()).isEqualTo(5);
        assertThat(wrong.err()).contains("Wrong passphrase for mine");
    }

    @Test
    void a_passphrase_comes_from_a_file_or_the_environment_before_anybody_is_asked() throws Exception {
        Files.writeString(person.folder().resolve("pass.txt"), "open sesame\n");
        person.at(ScriptedPrompt.of());
        assertThat(person.run("create", "mine", "--passphrase-file", "pass.txt").exitCode())
                .isZero();
        assertThat(person.with("TALLY_PASSPHRASE", "open sesame")
                        .run("export", "mine")
                        .exitCode())
                .isZero();
        assertThat(person.with("TALLY_PASSPHRASE", "close sesame")
                        .run("export", "mine")
                        .exitCode())
                .isEqualTo(5);
    }

    @Test
    void nobody_is_asked_when_there_is_nobody_or_they_said_so() {
        assertThat(person.run("create", "mine").exitCode()).isEqualTo(5);
        ScriptedPrompt silent = ScriptedPrompt.of();
        Outcome outcome = person.at(silent).run("create", "mine", "--no-input");
        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("--passphrase-file").contains("--insecure-no-passphrase");
        assertThat(silent.questions()).isEmpty();
        assertThat(person.run("list").out()).isEmpty();
    }

    @Test
    void a_short_passphrase_is_refused_and_told_why() {
        Outcome outcome = person.at(ScriptedPrompt.of("1234567", "1234567")).run("create", "mine");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("fewer than 8 characters");
        assertThat(person.at(ScriptedPrompt.of("12345678", "12345678"))
                        .run("create", "mine")
                        .exitCode())
                .isZero();
    }

    @Test
    void an_empty_passphrase_is_refused() {
        assertThat(person.at(ScriptedPrompt.of("", "")).run("create", "mine").exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_name_that_is_taken_is_refused_before_anything_is_shown() {
        person.run("create", "mine", "--insecure-no-passphrase");
        Outcome again = person.run("create", "mine", "--insecure-no-passphrase");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.out()).isEmpty();
    }

    @Test
    void removing_asks_first_and_takes_no_for_an_answer() {
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        assertThat(person.run("remove", "a").exitCode()).isEqualTo(2);
        assertThat(person.at(ScriptedPrompt.of("n")).run("remove", "a").exitCode())
                .isEqualTo(2);
        assertThat(person.run("describe", "a").exitCode()).isZero();
        assertThat(person.at(ScriptedPrompt.of("y")).run("remove", "a").exitCode())
                .isZero();
        assertThat(person.run("describe", "a").exitCode()).isEqualTo(3);
        assertThat(person.run("remove", "a", "--yes").exitCode()).isEqualTo(3);
    }

    @Test
    void flags_hold_on_both_sides_of_the_verb() throws Exception {
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        assertThat(person.run("--output", "json", "list").json().get("keys")).hasSize(1);
        Outcome elsewhere = person.run("-n", "elsewhere", "list");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("elsewhere");
        assertThat(person.run("--no-input", "create", "b").exitCode()).isEqualTo(5);
    }

    @Test
    void removing_says_what_the_key_holds() throws Exception {
        try (SoloTestnet testnet = new SoloTestnet(person.folder().resolve(".testnet"))) {
            ScriptedPrompt careful = ScriptedPrompt.of("n");
            person.at(careful).run("remove", "alice");
            assertThat(careful.questions().getFirst()).contains("alice holds 100 TLY");
            testnet.node().close();
            ScriptedPrompt again = ScriptedPrompt.of("y");
            assertThat(person.at(again).run("remove", "alice").exitCode()).isZero();
            assertThat(again.questions().getFirst()).contains("can't be had");
        }
    }

    @Test
    void a_file_is_overwritten_only_with_a_yes() throws Exception {
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        Files.writeString(person.folder().resolve("a.key"), "dear");
        assertThat(person.run("export", "a", "-o", "a.key").exitCode()).isEqualTo(2);
        assertThat(person.folder().resolve("a.key")).hasContent("dear");
        assertThat(person.run("export", "a", "-o", "a.key", "--yes").exitCode()).isZero();
    }

    @Test
    void a_slip_of_the_pen_gets_a_suggestion() {
        assertThat(person.run("sned").err()).contains("Did you mean send?");
        assertThat(person.run("create", "a", "--insecure-no-passprase").err())
                .contains("Did you mean --insecure-no-passphrase?");
        assertThat(person.run("teleport").err()).doesNotContain("Did you mean");
    }

    @Test
    void keys_live_in_the_xdg_data_folder() {
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        assertThat(home.resolve(".local/share/tallystick/wallets/a.json")).exists();
        person.with("XDG_DATA_HOME", home.resolve("elsewhere").toString());
        person.typing(WORDS).run("import", "a", "--insecure-no-passphrase");
        assertThat(home.resolve("elsewhere/tallystick/wallets/a.json")).exists();
    }

    @Test
    void the_list_says_which_keys_are_unencrypted() {
        person.typing(WORDS).run("import", "open", "--insecure-no-passphrase");
        person.with("TALLY_PASSPHRASE", "a long one").run("import", "sealed");
        assertThat(person.run("list").out().lines())
                .containsExactly("open    " + WORDS_ADDRESS + "  unencrypted", "sealed  " + WORDS_ADDRESS);
        assertThat(person.run("list", "--output", "json")
                        .json()
                        .get("keys")
                        .get(1)
                        .get("encrypted")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void a_damaged_key_file_is_named_and_does_not_lock_away_the_others() throws Exception {
        person.typing(WORDS).run("import", "sound", "--insecure-no-passphrase");
        Path folder = home.resolve(".local/share/tallystick/wallets");
        Files.writeString(folder.resolve("rotten.json"), "{");
        Outcome list = person.run("list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).startsWith("sound ");
        assertThat(list.err()).contains("rotten.json is not a sound key file");
        assertThat(person.run("describe", "rotten").exitCode()).isEqualTo(2);
    }
}
