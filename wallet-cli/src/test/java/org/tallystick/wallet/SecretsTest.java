package org.tallystick.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.wallet.seed.Mnemonic;
import org.tallystick.wallet.seed.Slip10;
import org.tallystick.wallet.terminal.Surroundings;
import org.tallystick.wallet.testing.Person;
import org.tallystick.wallet.testing.Person.Outcome;
import org.tallystick.wallet.testing.SoloTestnet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Words, keys and passphrases come out of the wallet where one asks for them, and nowhere else. */
class SecretsTest {
    private static final String WORDS = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|words|seed|mnemonic");
    private static final String PASSPHRASE = "correct-horse-battery";

    private final Person person;
    private final SoloTestnet testnet;
    private final List<String> said = new ArrayList<>();

    SecretsTest(@TempDir Path home) throws Exception {
        person = new Person(home).with("TALLY_PASSPHRASE", PASSPHRASE);
        testnet = new SoloTestnet(person.folder().resolve(".testnet"));
    }

    @AfterEach
    void stop() {
        testnet.close();
    }

    @Test
    void no_command_says_a_secret_whether_it_succeeds_or_fails() throws Exception {
        run("import", "mine", "--verbose");
        run("list", "--verbose");
        run("balance", "--verbose");
        run("send", "--from", "alice", "--to", "mine", "1", "--verbose");
        run("send", "--from", "mine", "--to", "bob", "0.1", "--verbose");
        run("history", "mine", "--verbose");
        run("export", "mine", "--out", "mine.key", "--verbose");
        run("build", "--from", "mine", "--to", "bob", "0.1", "-o", "mine.json", "--verbose");
        run("sign", "mine.json", "-o", "signed.json", "--verbose");
        run("submit", "mine.key", "--verbose");
        run("verify", "mine.key", "--verbose");
        Path words = Files.writeString(person.folder().resolve("words.txt"), WORDS);
        run("submit", words.toString(), "--verbose");
        run("verify", words.toString(), "--verbose");
        person.with("TALLY_PASSPHRASE", PASSPHRASE.replace('c', 'k'));
        run("send", "--from", "mine", "--to", "bob", "0.1", "--again", "--verbose");
        testnet.close();
        person.with("TALLY_PASSPHRASE", PASSPHRASE);
        run("send", "--from", "mine", "--to", "bob", "0.1", "--again", "--timeout", "1s", "--verbose");

        assertThat(said.getFirst()).contains("mine");
        assertThat(said.get(4)).contains("Final");
        assertThat(said.get(13)).contains("Wrong passphrase");
        assertSaidNothing();
    }

    @Test
    void a_damaged_key_file_is_not_quoted() throws Exception {
        assertThat(person.typing(WORDS)
                        .run("import", "open", "--insecure-no-passphrase")
                        .exitCode())
                .isZero();
        try (Stream<Path> files = Files.walk(person.folder().getParent())) {
            Path file =
                    files.filter(each -> each.endsWith("open.json")).findFirst().orElseThrow();
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            String json = Files.readString(file);
            String hex = HexFormat.of().formatHex(key().secret());
            for (String damaged : List.of(
                    json.replace(hex, hex.substring(1)),
                    json.replace("\"" + hex + "\"", hex),
                    json.replace(hex, hex + "\\q"),
                    json.replace("\"secret\"", "\"secrets\""))) {
                assertThat(damaged).isNotEqualTo(json);
                Files.writeString(file, damaged);
                run("list", "--verbose");
                run("send", "--from", "open", "--to", "bob", "1", "--verbose");
            }
        }
        assertSaidNothing();
    }

    @Test
    void no_argument_of_any_command_takes_a_secret() {
        for (CommandLine command : commands(WalletCommand.commandLine(Surroundings.ofProcess()))) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.arity().max() > 0
                        && SECRET.matcher(option.longestName()).find()) {
                    assertThat(option.paramLabel()).as(option.longestName()).isEqualTo("FILE");
                }
            }
            for (PositionalParamSpec each : command.getCommandSpec().positionalParameters()) {
                assertThat(each.paramLabel()).doesNotContainPattern(SECRET);
            }
        }
    }

    private static List<CommandLine> commands(CommandLine root) {
        List<CommandLine> all = new ArrayList<>(List.of(root));
        root.getSubcommands().values().forEach(each -> all.addAll(commands(each)));
        return all;
    }

    private void run(String... arguments) {
        Outcome outcome = person.typing(WORDS).run(arguments);
        said.add(String.join(" ", arguments) + ":\n" + outcome.out() + outcome.err());
    }

    private static KeyPair key() {
        return Slip10.account(Mnemonic.parse(WORDS).seed(""), 0);
    }

    private void assertSaidNothing() {
        byte[] secret = key().secret();
        String hex = HexFormat.of().formatHex(secret);
        String base64 = Base64.getEncoder().encodeToString(secret);
        assertThat(said)
                .allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT))
                        .doesNotContain(hex.substring(4, 20))
                        .doesNotContain(base64.substring(4, 20).toLowerCase(Locale.ROOT))
                        .doesNotContain(PASSPHRASE)
                        .doesNotContain("sausage", "legal", "winner"));
    }
}
