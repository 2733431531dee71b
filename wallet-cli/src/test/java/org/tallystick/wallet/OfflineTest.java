package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.ScriptedPrompt;
import org.tallystick.wallet.testing.SoloNode.Fault;
import org.tallystick.wallet.testing.SoloTestnet;

class OfflineTest {
    private final Path home;
    private final Person person;
    private final SoloTestnet testnet;

    OfflineTest(@TempDir Path home) throws Exception {
        this.home = home;
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @Test
    void a_payment_is_built_signed_and_submitted_on_three_occasions() {
        Outcome built = build("tx.json");
        assertThat(built.exitCode()).as(built.err()).isZero();
        ScriptedPrompt prompt = ScriptedPrompt.of("y");
        Outcome signed = person.at(prompt).run("sign", "tx.json", "-o", "signed.json");
        assertThat(signed.exitCode()).as(signed.err()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("1");
        Outcome submitted = person.run("submit", "signed.json");
        assertThat(submitted.exitCode()).as(submitted.err()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2.5");
        assertThat(person.run("submit", "signed.json").exitCode()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2.5");
    }

    @Test
    void building_and_signing_need_no_node() {
        testnet.node().close();
        assertThat(build("tx.json").exitCode()).isZero();
        assertThat(person.run("sign", "tx.json", "-o", "signed.json", "--yes").exitCode())
                .isZero();
    }

    @Test
    void all_that_is_signed_is_shown_before_it_is() {
        build("tx.json");
        ScriptedPrompt prompt = ScriptedPrompt.of("n");
        assertThat(person.at(prompt).run("sign", "tx.json", "-o", "signed.json").exitCode())
                .isEqualTo(2);
        assertThat(prompt.questions().getFirst())
                .contains("1.5 TLY to " + testnet.bob() + " (bob)")
                .contains(testnet.alice() + " (alice)")
                .contains("0.001 TLY")
                .contains("rent")
                .contains("Valid until")
                .contains("solo");
        assertThat(person.folder().resolve("signed.json")).doesNotExist();
    }

    @Test
    void a_memo_can_not_rewrite_what_is_shown_before_signing() {
        person.run(
                "build",
                "1.5",
                "--from",
                "alice",
                "--to",
                "bob",
                "--memo",
                "x\u009b2J\u0085\u202ey",
                "-o",
                "rude.json");
        ScriptedPrompt prompt = ScriptedPrompt.of("n");
        person.at(prompt).run("sign", "rude.json", "-o", "signed.json");
        assertThat(prompt.questions().getFirst()).contains("x?2J??y").doesNotContain("\u009b", "\u0085", "\u202e");
    }

    @Test
    void a_signed_file_that_came_from_elsewhere_is_resumed_by_its_id() {
        build("tx.json");
        person.run("sign", "tx.json", "-o", "signed.json", "--yes");
        testnet.node().failNext(Fault.ANSWER_LOST);
        Outcome cut = person.run("submit", "signed.json", "--timeout", "0s", "--output", "json");
        assertThat(cut.exitCode()).isEqualTo(7);
        String id = cut.error().get("transactionId").stringValue();
        assertThat(person.run("submit", id.substring(0, 12)).exitCode()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2.5");
    }

    @Test
    void nothing_is_signed_unasked() {
        build("tx.json");
        assertThat(person.run("sign", "tx.json", "-o", "signed.json").exitCode())
                .isEqualTo(2);
        assertThat(person.run("sign", "tx.json", "-o", "signed.json", "--yes", "--from", "bob")
                        .err())
                .contains("bob is not the key of the account that pays");
    }

    @Test
    void an_unsigned_file_is_not_submitted() {
        build("tx.json");
        Outcome outcome = person.run("submit", "tx.json");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("not signed").contains("tally wallet sign tx.json");
    }

    @Test
    void a_file_changed_after_signing_is_rejected() throws Exception {
        build("tx.json");
        person.run("sign", "tx.json", "-o", "signed.json", "--yes");
        Path file = person.folder().resolve("signed.json");
        Files.writeString(file, Files.readString(file).replace("150000000", "950000000"));
        Outcome outcome = person.run("submit", "signed.json", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void a_file_of_another_network_is_refused() throws Exception {
        build("tx.json");
        try (SoloTestnet other = new SoloTestnet(home.resolve("other"))) {
            Outcome outcome = person.run(
                    "sign",
                    "tx.json",
                    "-o",
                    "signed.json",
                    "--yes",
                    "-n",
                    other.folder().toString());
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains("for another network");
        }
    }

    @Test
    void what_is_no_transaction_file_is_refused() throws Exception {
        Files.writeString(person.folder().resolve("tx.json"), "{\"format\": 1}");
        assertThat(person.run("sign", "tx.json", "-o", "s.json", "--yes").exitCode())
                .isEqualTo(2);
        assertThat(person.run("submit", "none.json").err()).contains("no such file");
    }

    private Outcome build(String file) {
        return person.run("build", "1.5", "--from", "alice", "--to", "bob", "--memo", "rent", "-o", file);
    }
}
