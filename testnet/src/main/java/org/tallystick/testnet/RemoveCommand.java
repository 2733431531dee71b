package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "remove", description = "End all nodes and delete the testnet's folder with its keys and ledger.")
final class RemoveCommand extends Verb {
    @Mixin
    private final Confirmation confirmation = new Confirmation();

    /** The JSON. */
    record Result(String removed) {}

    RemoveCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        TestnetFolder folder = folder();
        if (folder.content() != TestnetFolder.Content.UNFINISHED) {
            folder.requireNetwork();
        }
        confirmation.require("Delete the testnet in " + folder.root() + " with its keys and ledger?", person());
        if (folder.content() == TestnetFolder.Content.NETWORK) {
            try (Testnet testnet = open()) {
                testnet.stopAll();
            }
        }
        folder.delete();
        result("Removed " + folder.root(), new Result(folder.root().toString()));
        return ExitCode.DONE;
    }
}
