package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.SoloNode.Fault;
import org.tallystick.wallet.testing.SoloTestnet;

/** The wallet as a process that gets a signal while its payment is on the way. */
class InterruptedSendTest {
    private static final String[] PAY = {"send", "--from", "alice", "--to", "bob", "1"};

    private final Path home;
    private final Person person;
    private final SoloTestnet testnet;

    InterruptedSendTest(@TempDir Path home) throws Exception {
        this.home = home;
        person = new Person(home);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void a_payment_that_was_cut_off_is_not_made_twice_by_the_same_command(String signal) throws Exception {
        testnet.node().failNext(Fault.SILENT);
        Path said = home.resolve("said");
        Process wallet = wallet(said);
        testnet.node().awaitSilence();
        send(signal, wallet);
        int exitCode = wallet.waitFor();

        List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
        assertThat(lines.getFirst()).matches("Transaction  [0-9a-f]{64}");
        String id = lines.getFirst().substring("Transaction  ".length());
        if (!signal.equals("KILL")) {
            assertThat(exitCode).isEqualTo(7);
            assertThat(lines).anyMatch(line -> line.contains("tally wallet submit " + id.substring(0, 12)));
        }
        Outcome again = person.run(PAY);
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains(id);
        assertThat(person.run("submit", id).exitCode()).isZero();
        assertThat(testnet.balance(testnet.bob())).isEqualTo("2");
    }

    private Process wallet(Path said) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A build in the background ignores SIGINT, and its children inherit that.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WalletCommand.class.getName()));
        command.addAll(List.of(PAY));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(person.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("TALLY_"));
        return builder.start();
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}
