package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.TextFiles;
import org.tallystick.wallet.keystore.KeystoreException;
import org.tallystick.wallet.keystore.KeystoreException.Kind;
import org.tallystick.wallet.keystore.Passphrase;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Prompt;
import picocli.CommandLine.Option;

/** Where a passphrase comes from: a file, {@code TALLY_PASSPHRASE}, or the person; never an argument. */
final class PassphraseFlags {
    /** Of a new one; those of keys that exist are taken as they are. */
    private static final int SHORTEST = 8;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Take the key's passphrase from this file's first line.")
    private @Nullable Path file;

    /** The passphrase of an existing key. */
    Passphrase ask(Session session, String keyName) {
        return given(session)
                .or(() ->
                        session.prompt().map(prompt -> Passphrase.of(prompt.secret("Passphrase of " + keyName + ": "))))
                .orElseThrow(() -> new KeystoreException(
                        Kind.LOCKED,
                        "the key " + keyName + " needs its passphrase",
                        "Give it with --passphrase-file, or in TALLY_PASSPHRASE."));
    }

    /** The passphrase for a new key, typed twice if it is typed. */
    Passphrase choose(Session session, String keyName) {
        Passphrase chosen = given(session)
                .or(() -> session.prompt().map(prompt -> twice(prompt, keyName)))
                .orElseThrow(() -> new KeystoreException(
                        Kind.LOCKED,
                        "the key " + keyName + " needs a passphrase",
                        "Give one with --passphrase-file, or in TALLY_PASSPHRASE; "
                                + "for play money, --insecure-no-passphrase does without."));
        if (chosen.isEmpty()) {
            throw CommandFailure.usage(
                    "An empty passphrase protects nothing.", "Choose one, or type --insecure-no-passphrase.");
        }
        if (chosen.length() < SHORTEST) {
            throw CommandFailure.usage(
                    "A passphrase of fewer than " + SHORTEST + " characters is soon found by trying them all.",
                    "Choose a longer one, several words at best; for play money, --insecure-no-passphrase does"
                            + " without.");
        }
        return chosen;
    }

    private Optional<Passphrase> given(Session session) {
        if (file != null) {
            String text = TextFiles.read(session.path(file));
            return Optional.of(Passphrase.of(text.lines().findFirst().orElse("").toCharArray()));
        }
        return session.around().variable("TALLY_PASSPHRASE").map(text -> Passphrase.of(text.toCharArray()));
    }

    private static Passphrase twice(Prompt prompt, String keyName) {
        Passphrase first = Passphrase.of(prompt.secret("New passphrase for " + keyName + ": "));
        try (Passphrase second = Passphrase.of(prompt.secret("The same again: "))) {
            if (!first.matches(second)) {
                throw CommandFailure.usage("The two passphrases differ.", "Try again.");
            }
        }
        return first;
    }
}
