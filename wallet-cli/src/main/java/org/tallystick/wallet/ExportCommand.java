package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.TextFiles;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Show a private key as 64 hex digits. Whoever sees it has the money.")
final class ExportCommand extends WalletSubcommand {
    @Parameters(paramLabel = "NAME", description = "The key's name.")
    private String name = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write it to this file, which nobody else may read, and not to the screen.")
    private @Nullable Path out;

    @Mixin
    private final PassphraseFlags passphrases = new PassphraseFlags();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ExportCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        KeyEntry entry = session.wallets(session.profile()).require(name);
        String secret = HexFormat.of()
                .formatHex(entry.unlock(() -> passphrases.ask(session, name)).secret());
        if (out == null) {
            session.report().result(secret, json -> {
                KeyText.toJson(entry, json);
                json.put("privateKey", secret);
            });
        } else {
            Path file = session.path(out);
            confirmation.requireForWriting(file, session.prompt());
            TextFiles.writePrivate(file, secret + "\n");
            session.report().result("Exported " + name + " to " + file, json -> {
                KeyText.toJson(entry, json);
                json.put("privateKeyFile", file.toString());
            });
        }
    }
}
