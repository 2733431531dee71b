package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.SoloTestnet;

class NameTest {
    private final Person person;
    private final SoloTestnet testnet;

    NameTest(@TempDir Path home) throws Exception {
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
        run("send", "--from", "alice", "--to", "bob", "5");
        run("name", "register", "wonderland", "--from", "alice");
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    private Outcome run(String... arguments) {
        Outcome outcome = person.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }

    @Test
    void a_name_is_registered_and_shown_with_its_deposit() {
        Outcome shown = run("name", "show", "wonderland");
        assertThat(shown.out())
                .contains("wonderland names " + testnet.alice() + " (alice)")
                .contains("1 TLY");
        assertThat(run("name", "show", "-q", "wonderland").out()).isEqualTo(testnet.alice() + "\n");
        assertThat(run("name", "show", "nobodys").out()).contains("Nobody has the name nobodys");
        assertThat(run("name", "show", "w0nderland").out()).contains("w0nderland looks like wonderland");
        assertThat(testnet.balance(testnet.alice())).isEqualTo("93.998");
    }

    @Test
    void a_payment_goes_to_whom_a_name_names_as_is_proven() {
        Outcome sent = run("send", "--from", "bob", "--to", "@wonderland", "2");
        assertThat(sent.err()).contains("wonderland is " + testnet.alice() + ", as is proven.");
        assertThat(sent.out()).contains("2 TLY");
        assertThat(testnet.balance(testnet.alice())).isEqualTo("95.998");
    }

    @Test
    void a_key_and_a_name_that_are_written_the_same_are_told_apart() {
        run("name", "release", "--from", "alice");
        run("name", "register", "bobby", "--from", "alice");
        run("create", "bobby", "--insecure-no-passphrase");
        run("send", "--from", "bob", "--to", "@bobby", "2");
        assertThat(testnet.balance(testnet.alice())).isEqualTo("94.996");
    }

    @Test
    void nothing_is_signed_where_a_node_lies_about_a_name() {
        String before = testnet.balance(testnet.bob());
        testnet.node().liesAboutNames(name -> "another", proof -> proof);
        refused("NAME_PROOF", "send", "--from", "bob", "--to", "@wonderland", "2");
        AddressFormat format = new AddressFormat("tly");
        String alice = format.parse(testnet.alice()).hex();
        String bob = format.parse(testnet.bob()).hex();
        testnet.node().liesAboutNames(name -> name, proof -> proof.replace(alice, bob));
        refused("PROOF_STATE_PATH", "send", "--from", "bob", "--to", "@wonderland", "2");
        testnet.node()
                .liesAboutNames(
                        name -> name, proof -> proof.replace("\"table\" : \"names\"", "\"table\" : \"accounts\""));
        assertThat(person.run("send", "--from", "bob", "--to", "@wonderland", "2")
                        .exitCode())
                .isEqualTo(4);
        assertThat(testnet.balance(testnet.bob())).isEqualTo(before);
    }

    private void refused(String code, String... arguments) {
        Outcome outcome = person.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.out()).isEqualTo(4);
        Outcome json = person.run(concat(arguments, "--output", "json"));
        assertThat(json.err() + json.out()).contains(code);
    }

    private static String[] concat(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    @Test
    void a_word_that_is_no_key_does_not_become_a_name() {
        Outcome outcome = person.run("send", "--from", "bob", "--to", "wonderland", "2");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("@wonderland");
    }

    @Test
    void nobody_is_paid_by_a_name_that_only_looks_like_one() {
        Outcome outcome = person.run("send", "--from", "bob", "--to", "@w0nderland", "2");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("There is wonderland, which looks like it.");
    }

    @Test
    void a_name_is_handed_over_released_and_taken_back() {
        run("name", "transfer", "--from", "alice", "--to", "bob");
        assertThat(run("name", "show", "wonderland").out()).contains("may be claimed by " + testnet.bob());
        run("name", "claim", "wonderland", "--from", "bob");
        assertThat(run("name", "show", "-q", "wonderland").out()).isEqualTo(testnet.bob() + "\n");
        run("name", "release", "--from", "bob");
        assertThat(run("name", "show", "wonderland").out())
                .contains("names nobody")
                .contains("rests until");
        Outcome taken = person.run("name", "register", "wonderland", "--from", "alice");
        assertThat(taken.exitCode()).isEqualTo(4);
        assertThat(taken.err()).contains("rests").contains("name show");
        run("name", "register", "wonderland", "--from", "bob");
        assertThat(run("name", "show", "-q", "wonderland").out()).isEqualTo(testnet.bob() + "\n");
    }

    @Test
    void what_is_no_name_is_told_before_anything_is_asked() {
        testnet.node().close();
        Outcome outcome = person.run("name", "register", "Wonder Land", "--from", "alice");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("A name is 3 to 32");
        assertThat(person.run("name", "borrow", "x").exitCode()).isEqualTo(2);
    }
}
