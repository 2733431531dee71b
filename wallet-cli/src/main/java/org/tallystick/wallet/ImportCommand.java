package org.tallystick.wallet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.seed.Mnemonic;
import org.tallystick.wallet.seed.Slip10;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Keep a key from its BIP-39 recovery words or its 64 hex digits.",
            "They are read from --file, else asked for, else read from standard input."
        })
final class ImportCommand extends WalletSubcommand {
    private static final int LONGEST_INPUT = 4096;

    @Parameters(paramLabel = "NAME", description = "A name for the key: a-z, 0-9, dot, hyphen, underscore.")
    private String name = "";

    @Option(names = "--file", paramLabel = "FILE", description = "Read the words or the key from this file.")
    private @Nullable Path file;

    @Option(
            names = "--account",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "Which of the words' keys: m/44'/7629945'/NUMBER', SLIP-10. Default 0.")
    private int account;

    @Mixin
    private final NewKeyFlags newKey = new NewKeyFlags();

    ImportCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) throws IOException {
        if (account < 0) {
            throw CommandFailure.usage("An account's number is not negative.", "Leave --account out for the first.");
        }
        Keystore keystore = newKey.keystoreFor(session, name);
        KeyEntry entry =
                newKey.keep(session, keystore, name, parse(read(session).strip()));
        session.report()
                .result(
                        session.report().style().good("Imported " + name) + "\n" + KeyText.toText(entry),
                        json -> KeyText.toJson(entry, json));
    }

    private String read(Session session) throws IOException {
        if (file != null) {
            return TextFiles.read(session.path(file));
        }
        Optional<Prompt> prompt = session.prompt();
        if (prompt.isPresent()) {
            return new String(prompt.get().secret("Recovery words, or private key in hex (not shown): "));
        }
        return new String(session.around().in().readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
    }

    private KeyPair parse(String text) {
        try {
            return text.matches("[0-9a-fA-F]{64}")
                    ? KeyPair.of(HexFormat.of().parseHex(text))
                    : Slip10.account(Mnemonic.parse(text).seed(""), account);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "This is no key: " + e.getMessage() + ".", "Give BIP-39 recovery words, or 64 hex digits.");
        }
    }
}
