package org.tallystick.wallet;

import org.tallystick.wallet.keystore.Keystore;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Delete a key's file. Without its recovery words the money is lost.")
final class RemoveCommand extends WalletSubcommand {
    @Parameters(paramLabel = "NAME", description = "The key's name.")
    private String name = "";

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    RemoveCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Keystore keystore = session.wallets(session.profile()).holder(name).orElseThrow(() -> Keystore.notFound(name));
        session.confirm("Delete the key " + name + " from " + keystore.folder() + "?", yes);
        keystore.remove(name);
        session.report().result("Removed " + name, json -> json.put("removed", name));
    }
}
