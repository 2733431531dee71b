package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.ProblemCode;
import org.tallystick.config.ExitCode;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.SoloNode;
import org.tallystick.wallet.testing.SoloTestnet;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ProofTest {
    private final Path home;
    private final Person person;
    private final SoloTestnet testnet;
    private final Path file;
    private final String transaction;

    ProofTest(@TempDir Path home) throws Exception {
        this.home = home;
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
        transaction = person.run(
                        "send", "--from", "alice", "--to", "bob", "1.25", "--memo", "lunch", "--output", "json")
                .json()
                .get("transactionId")
                .stringValue();
        file = person.folder().resolve("r.json");
        Outcome fetched = person.run("receipt", transaction, "-o", "r.json");
        assertThat(fetched.exitCode()).as(fetched.err()).isZero();
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @Test
    void a_receipt_is_verified_with_all_nodes_stopped_and_by_a_stranger() throws Exception {
        testnet.node().close();
        Path genesis = Files.copy(testnet.folder().resolve("genesis.json"), home.resolve("genesis.json"));
        Path receipt = Files.copy(file, home.resolve("receipt.json"));
        Person stranger = new Person(home.resolve("stranger"));
        Outcome outcome = stranger.run("verify", receipt.toString(), "--genesis", genesis.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("The proof holds  1.25 TLY  " + testnet.alice() + " → " + testnet.bob());
        var json = stranger.run("verify", receipt.toString(), "--genesis", genesis.toString(), "--output", "json")
                .json();
        assertThat(json.get("valid").booleanValue()).isTrue();
        assertThat(json.get("transactionId").stringValue()).isEqualTo(transaction);
    }

    @Test
    void a_receipt_goes_to_standard_output_as_it_goes_to_a_file() throws Exception {
        assertThat(person.run("receipt", transaction).out()).isEqualTo(Files.readString(file));
    }

    @Test
    void each_part_that_was_changed_is_named() throws Exception {
        assertRefuted("PROOF_TRANSACTION", text -> text.replace("lunch", "bunch"));
        assertRefuted("PROOF_TRANSACTION", text -> text.replace("\"125000000\"", "\"925000000\""));
        assertRefuted("PROOF_FILE", text -> text.replaceFirst("\"genesisHash\" : \"[0-9a-f]", "\"genesisHash\" : \"x"));
        assertRefuted("PROOF_FILE", text -> text.substring(0, text.length() / 2));
        assertRefuted("PROOF_FILE", text -> "hello");
        assertRefuted("PROOF_FILE", text -> text.replace("\"memo\"", "\"extra\" : 1, \"memo\""));
        assertRefuted("PROOF_FILE", text -> text.replace("\"solo\"", "\"duo\""));
        assertRefuted("PROOF_CERTIFICATE", text -> changeHexAfter(text, text.lastIndexOf("\"signature\"")));
        assertRefuted("PROOF_CERTIFICATE", text -> changeHexAfter(text, text.indexOf("\"stateRoot\"")));
        assertRefuted("PROOF_TRANSACTION_PATH", text -> changeHexAfter(text, text.indexOf("\"transactionsRoot\"")));
        assertRefuted("PROOF_RECEIPT_PATH", text -> changeHexAfter(text, text.indexOf("\"receiptsRoot\"")));
    }

    @Test
    void any_changed_byte_is_found_out() throws Exception {
        ProofText proofs = new ProofText(testnet.ledger().genesis());
        String sound = Files.readString(file);
        assertThat(proofs.write(proofs.checkReceipt(sound).proof())).isEqualTo(sound);
        byte[] bytes = sound.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            for (int bit = 0; bit < 7; bit += 3) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatExceptionOfType(CommandFailure.class)
                        .as("byte %d, bit %d", i, bit)
                        .isThrownBy(() -> proofs.checkReceipt(new String(changed, StandardCharsets.US_ASCII)))
                        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.REJECTED))
                        .satisfies(e -> assertThat(e.sentence()).startsWith("The proof does not hold: "));
            }
        }
    }

    @Test
    void what_any_json_library_makes_of_a_proof_still_holds() throws Exception {
        ObjectMapper mapper =
                JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        JsonNode proof = mapper.readTree(Files.readString(file));
        Files.writeString(person.folder().resolve("again.json"), mapper.writeValueAsString(reversed(proof)));
        Outcome outcome = person.run("verify", "again.json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Files.writeString(
                person.folder().resolve("spread.json"), Files.readString(file).replace("\n", "\r\n\t"));
        assertThat(person.run("verify", "spread.json").exitCode()).isZero();
    }

    private static JsonNode reversed(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(each -> copy.add(reversed(each)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            new ArrayList<>(object.propertyNames())
                    .reversed()
                    .forEach(name -> copy.set(name, reversed(object.get(name))));
            return copy;
        }
        return node;
    }

    @Test
    void the_proof_of_a_balance_is_verified_too() throws Exception {
        Path balance = person.folder().resolve("balance.json");
        Files.writeString(balance, testnet.ledger().balanceProof(testnet.bob()));
        Outcome outcome = person.run("verify", "balance.json");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("The proof holds  2.25 TLY").contains(testnet.bob());
        Files.writeString(balance, Files.readString(balance).replace("\"00403a690d", "\"00403a691d"));
        assertThat(person.run("verify", "balance.json").exitCode()).isEqualTo(4);
    }

    @Test
    void quietly_only_the_outcome_is_said() {
        assertThat(person.run("verify", "-q", "r.json").out()).isEqualTo("applied\n");
    }

    @Test
    void a_receipt_comes_from_whichever_node_can_prove_it() throws Exception {
        try (SoloNode unable = new SoloNode(testnet.ledger());
                SoloNode liar = new SoloNode(testnet.ledger())) {
            unable.provesNothing(ProblemCode.NOT_FINAL);
            liar.provesNothing(ProblemCode.NOT_FOUND);
            testnet.reachableAt(unable.api(), liar.api(), testnet.node().api());
            Outcome outcome = person.run("receipt", transaction);
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(outcome.out()).isEqualTo(Files.readString(file));

            testnet.reachableAt(unable.api(), liar.api());
            Outcome none = person.run("receipt", transaction);
            assertThat(none.exitCode()).isEqualTo(7);
            assertThat(none.err()).contains("None of the 2 nodes").contains("can't prove");
        }
    }

    @Test
    void a_receipt_of_another_network_is_refused_as_such() throws Exception {
        try (SoloTestnet other = new SoloTestnet(home.resolve("other"))) {
            Outcome outcome = person.run(
                    "verify",
                    "r.json",
                    "--genesis",
                    other.folder().resolve("genesis.json").toString());
            assertThat(outcome.exitCode()).isEqualTo(4);
            assertThat(outcome.err()).contains("another network");
        }
    }

    @Test
    void an_unknown_transaction_has_no_receipt() {
        assertThat(person.run("receipt", "00".repeat(32)).exitCode()).isEqualTo(3);
        assertThat(person.run("receipt", "abc").exitCode()).isEqualTo(2);
        assertThat(person.run("verify", "none.json").exitCode()).isEqualTo(2);
    }

    private void assertRefuted(String code, UnaryOperator<String> change) throws Exception {
        String sound = Files.readString(file);
        String changed = change.apply(sound);
        assertThat(changed).isNotEqualTo(sound);
        Files.writeString(person.folder().resolve("changed.json"), changed);
        Outcome outcome = person.run("verify", "changed.json", "--output", "json");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).as(outcome.err()).isEqualTo(code);
    }

    /** Changes the last hex digit of the first value after {@code from}. */
    private static String changeHexAfter(String text, int from) {
        int end = text.indexOf('"', text.indexOf('"', text.indexOf(':', from)) + 1);
        char digit = text.charAt(end - 1);
        return text.substring(0, end - 1) + (digit == '0' ? '1' : '0') + text.substring(end);
    }
}
