package org.tallystick.wallet;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.seed.Mnemonic;
import org.tallystick.wallet.seed.Slip10;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Make a new key and show its recovery words, this once.")
final class CreateCommand extends WalletSubcommand {
    private static final int WORDS_PER_LINE = 6;

    @Parameters(paramLabel = "NAME", description = "A name for the key: a-z, 0-9, dot, hyphen, underscore.")
    private String name = "";

    @Mixin
    private final NewKeyFlags newKey = new NewKeyFlags();

    CreateCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Keystore keystore = newKey.keystoreFor(session, name);
        Mnemonic words = Mnemonic.generate(new SecureRandom());
        KeyEntry entry = newKey.keep(session, keystore, name, Slip10.account(words.seed(""), 0));
        String text = session.report().style().good("Created " + name) + "\n" + KeyText.toText(entry)
                + "\nRecovery words. Write them down: whoever has them has the money, and without them\n"
                + "a lost file or a forgotten passphrase is money lost. They are not shown again.\n\n"
                + numbered(words.words());
        session.report().result(text, json -> {
            KeyText.toJson(entry, json);
            json.put("recoveryWords", String.join(" ", words.words()));
        });
    }

    private static String numbered(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(String.format(Locale.ROOT, "%2d %-9s", i + 1, words.get(i)));
            text.append((i + 1) % WORDS_PER_LINE == 0 ? "\n" : " ");
        }
        return text.toString();
    }
}
