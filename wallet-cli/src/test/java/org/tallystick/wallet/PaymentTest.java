package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tallystick.config.NetworkProfile;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.ScriptedPrompt;
import org.tallystick.wallet.testing.SoloTestnet;

class PaymentTest {
    private final Person person;
    private final SoloTestnet testnet;

    PaymentTest(@TempDir Path home) throws Exception {
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @Test
    void a_payment_is_final_when_the_command_returns() {
        Outcome sent = person.run("send", "--from", "alice", "--to", "bob", "1.25", "--memo", "lunch");
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("Final  1.25 TLY  alice → bob").contains("Block        1");
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2.25");
        assertThat(testnet.balance(testnet.alice())).isEqualTo("98.749");
    }

    @Test
    void the_json_of_a_payment_says_all_of_it() {
        var json = person.run("send", "--from", "alice", "--to", testnet.bob(), "1.25", "--output", "json")
                .json();
        assertThat(json.get("state").stringValue()).isEqualTo("final");
        assertThat(json.get("from").stringValue()).isEqualTo(testnet.alice());
        assertThat(json.get("operations").get(0).get("to").stringValue()).isEqualTo(testnet.bob());
        assertThat(json.get("operations").get(0).get("amount").stringValue()).isEqualTo("1.25");
        assertThat(json.get("operations").get(0).get("amountBaseUnits").stringValue())
                .isEqualTo("125000000");
        assertThat(json.get("feePaid").stringValue()).isEqualTo("0.001");
        assertThat(json.get("height").longValue()).isEqualTo(1);
        assertThat(json.get("transactionId").stringValue()).matches("[0-9a-f]{64}");
    }

    @Test
    void balances_are_of_all_keys_or_of_those_named() {
        assertThat(person.run("balance").out().lines()).containsExactly("alice  100 TLY", "bob    1 TLY");
        assertThat(person.run("balance", testnet.bob()).out()).isEqualTo(testnet.bob() + "  1 TLY\n");
        var json = person.run("balance", "alice", "--output", "json")
                .json()
                .get("accounts")
                .get(0);
        assertThat(json.get("balance").stringValue()).isEqualTo("100");
        assertThat(json.get("balanceBaseUnits").stringValue()).isEqualTo("10000000000");
    }

    @Test
    void history_is_newest_first_and_shows_no_control_characters_of_strangers() {
        person.run("send", "--from", "alice", "--to", "bob", "1", "--memo", "one");
        person.run("send", "--from", "alice", "--to", "bob", "2", "--memo", "two\u001b[2J\u202e");
        Outcome history = person.run("history", "bob");
        assertThat(history.exitCode()).as(history.err()).isZero();
        assertThat(history.out().lines()).hasSize(2);
        assertThat(history.out().lines().toList().getFirst()).contains("2 TLY  alice → bob  \"two?[2J?\"");
        assertThat(history.out()).doesNotContain("\u001b").doesNotContain("\u202e");
        assertThat(person.run("history", "bob", "--output", "json").json().get("transactions"))
                .hasSize(2);
        assertThat(person.run("history", "bob", "--limit", "0").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,    bob,    4, INSUFFICIENT_FUNDS",
        "0,       bob,    4, AMOUNT_ZERO",
        "92233720368, bob, 4, INSUFFICIENT_FUNDS",
        "92233720369, bob, 2, USAGE",
        "-1,      bob,    2, USAGE",
        "1.123456789, bob, 2, USAGE",
        "one,     bob,    2, USAGE",
        "1,       bobby,  3, NOT_FOUND",
        "1,       tly1cl93rmmzal2m8pgt26h0cwdhmptzh0ed68mut1, 2, BAD_ADDRESS",
    })
    void a_payment_that_cannot_be_is_refused_by_name(String amount, String to, int exitCode, String code) {
        Outcome outcome = person.run("send", "--from", "alice", "--to", to, "--output", "json", "--", amount);
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo(code);
        assertThat(testnet.balance(testnet.alice())).isEqualTo("100");
    }

    @Test
    void a_memo_a_fee_or_a_validity_out_of_bounds_is_refused_before_a_node_is_asked() {
        testnet.node().close();
        assertCode("MEMO_TOO_LONG", "--memo", "m".repeat(141));
        assertCode("FEE_TOO_LOW", "--fee", "0.0001");
        assertCode("TOO_FAR_AHEAD", "--valid-for", "25h");
        assertCode("USAGE", "--valid-for", "soon");
    }

    private void assertCode(String code, String flag, String value) {
        Outcome outcome = person.run("send", "--from", "alice", "--to", "bob", "1", flag, value, "--output", "json");
        assertThat(outcome.exitCode()).isIn(2, 4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void the_payer_may_be_left_out_only_when_there_is_one_key() throws Exception {
        assertThat(person.run("send", "--to", "bob", "1").exitCode()).isEqualTo(2);
        Files.delete(testnet.folder().resolve(NetworkProfile.WALLETS).resolve("bob.json"));
        assertThat(person.run("send", "--to", testnet.bob(), "1").exitCode()).isZero();
    }

    @Test
    void keys_made_on_a_testnet_live_in_its_folder() {
        person.run("create", "dora", "--insecure-no-passphrase");
        assertThat(testnet.folder().resolve("wallets/dora.json")).exists();
        assertThat(person.run("send", "--from", "alice", "--to", "dora", "3").exitCode())
                .isZero();
        assertThat(person.run("balance", "dora").out()).isEqualTo("dora  3 TLY\n");
    }

    @Test
    void history_fits_a_terminal_and_is_whole_elsewhere() {
        person.run("send", "--from", "alice", "--to", "bob", "1");
        Person stranger = new Person(person.folder().resolve("elsewhere"));
        String network = testnet.folder().toString();
        String[] history = {"history", testnet.alice(), "-n", network};
        assertThat(stranger.run(history).out()).contains("alice → bob");
        String nobody = "tly1cl93rmmzal2m8pgt26h0cwdhmptzh0ed68mut0";
        person.run("send", "--from", "alice", "--to", nobody, "1");
        assertThat(stranger.run(history).out()).contains("alice → " + nobody);
        assertThat(stranger.at(ScriptedPrompt.of()).run(history).out().lines())
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.endsWith("alice → tly1cl93r…68mut0"));
    }

    @Test
    void an_encrypted_key_asks_for_its_passphrase_only_once_the_payment_makes_sense() {
        person.with("TALLY_PASSPHRASE", "a long one").run("create", "vault");
        person.run("send", "--from", "alice", "--to", "vault", "5");
        person.with("TALLY_PASSPHRASE", "");
        assertThat(person.run("send", "--from", "vault", "--to", "bob", "0").exitCode())
                .isEqualTo(4);
        assertThat(person.run("send", "--from", "vault", "--to", "bob", "1").exitCode())
                .isEqualTo(5);
        assertThat(person.with("TALLY_PASSPHRASE", "q")
                        .run("send", "--from", "vault", "--to", "bob", "1")
                        .exitCode())
                .isEqualTo(5);
        assertThat(person.with("TALLY_PASSPHRASE", "a long one")
                        .run("send", "--from", "vault", "--to", "bob", "1")
                        .exitCode())
                .isZero();
    }
}
