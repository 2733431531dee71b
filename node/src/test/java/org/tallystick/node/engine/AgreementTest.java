package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.TransactionState;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.NodeCommand;
import org.tallystick.node.testing.TestNetwork;
import picocli.CommandLine;

/** Four real nodes, two of which lose their votes: one more than may be silent. */
final class AgreementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NODES = 4;

    private final KeyPair alice = TestNetwork.key("alice");
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    private LocalNodes nodes;
    private long number;

    @BeforeEach
    void found() throws IOException {
        nodes = new LocalNodes(directory, NODES, alice);
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    @Test
    void all_operators_together_get_a_network_going_that_lost_too_many_votes() throws IOException {
        nodes.startAll();
        awaitReady();
        pay(0);
        stopAll();
        for (int i = 2; i < NODES; i++) {
            nodes.config(i).write(settings(i));
            Files.delete(nodes.config(i).storage().votes().resolve("votes.log"));
            // What a single lost log needs; with two the network could not leave its view.
            assertThat(run("recover", i, "--view", "100", "--yes")).isZero();
        }
        List<String> statements = step("state", List.of());
        assertRefused("sign", 0, statements.subList(0, 3), "is missing");
        assertRefused("sign", 0, List.of(statements.get(0), statements.get(0)), "two files");
        List<String> votes = step("sign", statements);
        assertRefused("sign", 0, statements, "stands elsewhere");
        assertRefused("begin", 0, votes.subList(1, 4), "is missing");
        for (int i = 0; i < NODES; i++) {
            assertThat(run("begin", i, votes.toArray(String[]::new)))
                    .as(out.toString())
                    .isZero();
        }

        nodes.startAll();

        awaitReady();
        pay(3);
        pay(0);
        stopAll();
        assertRefused("begin", 0, votes, "gone on");
    }

    private void awaitReady() {
        for (int i = 0; i < NODES; i++) {
            int node = i;
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> nodes.client(node).readiness().ready());
        }
    }

    private void pay(int through) {
        Transaction payment = LocalPayments.pay(nodes.genesis(), alice, ++number);
        assertThat(nodes.client(through)
                        .submitAndWait(payment, Duration.ofSeconds(30))
                        .state())
                .isEqualTo(TransactionState.FINAL);
    }

    private List<String> step(String name, List<String> files) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.config(i).write(settings(i));
            String file = directory.resolve(name + "-" + i).toString();
            List<String> arguments = new ArrayList<>(List.of("--out", file));
            if (name.equals("sign")) {
                arguments.add("--yes");
            }
            arguments.addAll(files);
            assertThat(run(name, i, arguments.toArray(String[]::new)))
                    .as(out.toString())
                    .isZero();
            written.add(file);
        }
        return written;
    }

    private void assertRefused(String step, int node, List<String> files, String why) {
        List<String> arguments = new ArrayList<>(files);
        if (step.equals("sign")) {
            arguments.addAll(
                    0, List.of("--yes", "--out", directory.resolve("refused").toString()));
        }
        assertThat(run(step, node, arguments.toArray(String[]::new))).isEqualTo(4);
        assertThat(out.toString()).contains(why);
    }

    private int run(String verb, int node, String... arguments) {
        List<String> all = new ArrayList<>(verb.equals("recover") ? List.of(verb) : List.of("agree", verb));
        all.addAll(List.of("--config", settings(node).toString()));
        all.addAll(List.of(arguments));
        CommandLine command = NodeCommand.commandLine();
        out.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(out, true);
        command.setOut(writer).setErr(writer);
        return command.execute(all.toArray(String[]::new));
    }

    private Path settings(int node) {
        return directory.resolve("node-" + node + ".toml");
    }

    private void stopAll() {
        for (int i = 0; i < NODES; i++) {
            nodes.stop(i);
        }
    }
}
