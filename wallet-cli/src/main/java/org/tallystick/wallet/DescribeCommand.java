package org.tallystick.wallet;

import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "describe", description = "Show a key's address, public key and file.")
final class DescribeCommand extends WalletSubcommand {
    @Parameters(paramLabel = "NAME", description = "The key's name.")
    private String name = "";

    DescribeCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        KeyEntry entry = session.wallets(session.profile()).require(name);
        session.report()
                .result(
                        "Name        " + session.report().style().bold(name) + "\n" + KeyText.toText(entry),
                        json -> KeyText.toJson(entry, json));
    }
}
