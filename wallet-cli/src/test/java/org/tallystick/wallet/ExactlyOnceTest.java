package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.api.ProblemCode;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.ScriptedPrompt;
import org.tallystick.wallet.testing.SoloNode;
import org.tallystick.wallet.testing.SoloNode.Fault;
import org.tallystick.wallet.testing.SoloTestnet;

/** "Was I paid?" after everything that can go wrong between the wallet and a node. */
class ExactlyOnceTest {
    /** Nothing listens there: the port of discard is never bound on a developer's machine. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final Person person;
    private final SoloTestnet testnet;

    ExactlyOnceTest(@TempDir Path home) throws Exception {
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @Test
    void an_answer_that_is_lost_does_not_pay_twice() {
        testnet.node().failNext(Fault.ANSWER_LOST, Fault.ANSWER_LOST);
        assertThat(pay().exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void a_request_that_is_lost_is_sent_again() {
        testnet.node().failNext(Fault.REQUEST_LOST, Fault.NOT_READY);
        assertThat(pay().exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void a_node_that_is_away_is_passed_over() {
        testnet.reachableAt(NOWHERE, testnet.node().api());
        assertThat(pay().exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void an_answer_lost_by_one_node_is_found_at_another() throws Exception {
        try (SoloNode other = new SoloNode(testnet.ledger())) {
            testnet.reachableAt(testnet.node().api(), other.api());
            testnet.node().failNext(Fault.ANSWER_LOST);
            assertThat(pay().exitCode()).isZero();
        }
        assertPaidOnce();
    }

    @Test
    void a_refusal_after_a_lost_answer_is_not_believed() {
        testnet.node().failNext(Fault.ANSWER_LOST, Fault.REFUSED);
        assertThat(pay().exitCode()).isZero();
        testnet.node().failNext(Fault.REQUEST_LOST, Fault.REFUSED);
        assertThat(pay("--timeout", "1s", "--again").exitCode()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("3");
    }

    @Test
    void a_refusal_is_believed_when_nothing_was_handed_in() {
        testnet.node().failNext(Fault.REFUSED);
        Outcome outcome = pay("--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("INSUFFICIENT_FUNDS");
        assertThat(testnet.balance(testnet.bob())).isEqualTo("1");
    }

    @Test
    void a_payment_that_was_overtaken_stands_as_failed_and_exits_4() {
        testnet.node().failNext(Fault.OVERTAKEN);
        Outcome outcome = person.run("send", "--from", "alice", "--to", "bob", "5000", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("INSUFFICIENT_FUNDS");
        String id = outcome.error().get("transactionId").stringValue();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("1");
        assertThat(testnet.balance(testnet.alice())).isEqualTo("99.999");
        assertThat(person.run("receipt", id, "-o", "r.json").out())
                .contains("Failed")
                .contains("nothing moved");
        assertThat(person.run("verify", "r.json").out()).contains("Outcome      failed");
        assertThat(person.run("verify", "r.json", "--output", "json")
                        .json()
                        .get("outcome")
                        .stringValue())
                .isEqualTo("failed");
        assertThat(person.run("history", "alice").out()).contains("failed: INSUFFICIENT_FUNDS");
    }

    @Test
    void when_no_node_was_reached_exits_6_and_repeating_is_safe() {
        testnet.reachableAt(NOWHERE);
        Outcome outcome = pay("--timeout", "1s", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("UNREACHABLE");
        testnet.reachableAt(testnet.node().api());
        assertThat(pay().exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void when_the_node_is_full_exits_6_and_says_that_rather_than_that_others_are_away() {
        testnet.reachableAt(testnet.node().api(), NOWHERE);
        testnet.node().failNext(Fault.FULL);
        Outcome outcome = pay("--timeout", "0s", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(6);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("MEMPOOL_FULL");
        assertThat(pay().exitCode()).isZero();
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_READY", "BROKEN", "ADMITTED_THEN_NOT_READY", "ADMITTED_THEN_BROKEN", "NEWER_FAILURE"})
    void a_node_that_fails_may_have_it_so_that_repeating_is_not_called_safe(Fault fault) {
        testnet.node().failNext(fault);
        Outcome outcome = pay("--timeout", "0s", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(7);
        String id = outcome.error().get("transactionId").stringValue();
        assertThat(outcome.error().get("nextStep").stringValue())
                .contains("tally wallet submit " + id.substring(0, 12));
        assertThat(pay().exitCode()).isEqualTo(4);
        assertThat(person.run("submit", id.substring(0, 12)).exitCode()).isZero();
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIE_FINAL", "LIE_FAILED", "LIE_EXPIRED"})
    void no_node_is_believed_that_a_payment_is_settled(Fault fault) {
        testnet.node().failNext(fault);
        Outcome outcome = pay("--timeout", "0s", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(7);
        String id = outcome.error().get("transactionId").stringValue();
        assertThat(person.run("submit", id).exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void the_outcome_is_proven_by_another_node_if_need_be() throws Exception {
        try (SoloNode other = new SoloNode(testnet.ledger())) {
            testnet.reachableAt(testnet.node().api(), other.api());
            testnet.node().provesNothing(ProblemCode.NOT_FINAL);
            assertThat(pay().exitCode()).isZero();
        }
        assertPaidOnce();
    }

    @Test
    void not_enough_money_names_both_sums() {
        Outcome outcome = person.run("send", "--from", "alice", "--to", "bob", "5000");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("5000.001 TLY").contains("100 TLY");
    }

    @Test
    void what_a_node_says_can_not_touch_the_terminal() {
        testnet.node().failNext(Fault.RUDE, Fault.RUDE);
        assertThat(pay().err())
                .contains("No?[2J?2J??way?Final  1 TLY")
                .doesNotContain("\u001b", "\u009b", "\u0085", "\u202e");
        Outcome json = pay("--output", "json");
        assertThat(json.err()).doesNotContain("\u001b", "\u009b", "\u0085", "\u202e");
    }

    @Test
    void a_receipt_needs_only_the_beginning_of_its_id() {
        String id = pay("-q").out().strip();
        assertThat(id).matches("[0-9a-f]{64}");
        assertThat(person.run("receipt", id.substring(0, 12)).exitCode()).isZero();
        Person other = new Person(person.folder().resolve("elsewhere"));
        String network = testnet.folder().toString();
        assertThat(other.run("receipt", "-n", network, id.substring(0, 12)).out())
                .contains(id);
        assertThat(other.run("receipt", "-n", network, "000000000000").exitCode())
                .isEqualTo(3);
        assertThat(other.run("receipt", "-n", network, "12345").exitCode()).isEqualTo(2);
    }

    @Test
    void a_code_of_a_newer_version_is_told_and_exits_4() {
        testnet.node().failNext(Fault.NEWER_REFUSAL);
        Outcome outcome = pay("--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("TOO_POLITE");
    }

    @Test
    void when_the_outcome_stays_unknown_exits_7_with_the_transaction_id() {
        testnet.node().failNext(Fault.ANSWER_LOST);
        Outcome outcome = pay("--timeout", "0s", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(7);
        String id = outcome.error().get("transactionId").stringValue();
        assertThat(outcome.error().get("nextStep").stringValue())
                .contains("tally wallet submit " + id.substring(0, 12));
        assertThat(person.run("receipt", id).exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void a_payment_that_stays_pending_exits_7() {
        testnet.node().failNext(Fault.STUCK);
        Outcome pending = pay("--timeout", "0s", "--output", "json");
        assertThat(pending.exitCode()).isEqualTo(7);
        String id = pending.error().get("transactionId").stringValue();
        assertThat(person.run("receipt", id).exitCode()).isEqualTo(7);
        assertThat(person.run("receipt", "0".repeat(64)).exitCode()).isEqualTo(3);
        testnet.node().failNext(Fault.STUCK);
        Outcome accepted = pay("--wait", "accepted", "--again");
        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.out()).contains("Accepted, not final yet");
    }

    @Test
    void repeating_the_command_with_its_key_pays_once() {
        Outcome first = pay("--idempotency-key", "invoice 7", "--output", "json");
        Outcome second = pay("--idempotency-key", "invoice 7", "--output", "json");
        assertThat(second.exitCode()).isZero();
        assertThat(second.json().get("transactionId")).isEqualTo(first.json().get("transactionId"));
        assertPaidOnce();
    }

    @Test
    void a_command_that_was_cut_off_resumes_with_its_key() {
        testnet.node().failNext(Fault.ANSWER_LOST);
        assertThat(pay("--idempotency-key", "invoice 7", "--timeout", "0s").exitCode())
                .isEqualTo(7);
        assertThat(pay("--idempotency-key", "invoice 7").exitCode()).isZero();
        assertPaidOnce();
    }

    @Test
    void a_key_on_another_payment_is_refused_naming_the_first() {
        String first = pay("--idempotency-key", "invoice 7", "--output", "json")
                .json()
                .get("transactionId")
                .stringValue();
        Outcome outcome = person.run(
                "send", "--from", "alice", "--to", "bob", "2", "--idempotency-key", "invoice 7", "--output", "json");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.error().get("code").stringValue()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(outcome.error().get("transactionId").stringValue()).isEqualTo(first);
        assertPaidOnce();
    }

    @Test
    void the_same_payment_again_needs_a_yes() {
        String id = pay("--output", "json").json().get("transactionId").stringValue();
        Outcome refused = pay("--output", "json");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.error().get("code").stringValue()).isEqualTo("SAME_PAYMENT");
        assertThat(refused.error().get("transactionId").stringValue()).isEqualTo(id);
        ScriptedPrompt doubtful = ScriptedPrompt.of("");
        assertThat(person.at(doubtful)
                        .run("send", "--from", "alice", "--to", "bob", "1")
                        .exitCode())
                .isEqualTo(4);
        assertThat(doubtful.questions().getFirst()).contains(id);
        assertPaidOnce();
        assertThat(person.at(ScriptedPrompt.of("y"))
                        .run("send", "--from", "alice", "--to", "bob", "1")
                        .exitCode())
                .isZero();
        assertThat(pay("--again").exitCode()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("4");
    }

    /** The second command comes and goes while the first waits for its passphrase. */
    @ParameterizedTest
    @ValueSource(strings = {"", "invoice 7"})
    void the_same_command_twice_at_once_pays_once(String key) {
        assertThat(person.at(ScriptedPrompt.of("long enough", "long enough"))
                        .run("create", "locked")
                        .exitCode())
                .isZero();
        assertThat(person.run("send", "--from", "alice", "--to", "locked", "5").exitCode())
                .isZero();
        List<String> command = new ArrayList<>(List.of("send", "--from", "locked", "--to", "bob", "1"));
        if (!key.isEmpty()) {
            command.addAll(List.of("--idempotency-key", key));
        }
        String[] args = command.toArray(String[]::new);
        Outcome first = person.at(new Prompt() {
                    @Override
                    public String line(String question) {
                        return "";
                    }

                    @Override
                    public char[] secret(String question) {
                        assertThat(person.at(ScriptedPrompt.of("long enough"))
                                        .run(args)
                                        .exitCode())
                                .isZero();
                        return "long enough".toCharArray();
                    }
                })
                .run(args);
        assertThat(first.exitCode()).isEqualTo(key.isEmpty() ? 4 : 0);
        assertPaidOnce();
    }

    @Test
    void another_memo_amount_or_receiver_is_another_payment() {
        pay();
        assertThat(pay("--memo", "two").exitCode()).isZero();
        assertThat(person.run("send", "--from", "alice", "--to", "bob", "2").exitCode())
                .isZero();
        assertThat(person.run("send", "--from", "bob", "--to", "alice", "1").exitCode())
                .isZero();
    }

    private Outcome pay(String... more) {
        String[] args = {"send", "--from", "alice", "--to", "bob", "1"};
        return person.run(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private void assertPaidOnce() {
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2");
    }
}
