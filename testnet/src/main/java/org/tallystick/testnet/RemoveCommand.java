package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "remove", description = "End all nodes and delete the testnet's folder with its keys and ledger.")
final class RemoveCommand extends Verb {
    /** The JSON. */
    record Result(String removed) {}

    RemoveCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        TestnetFolder folder = folder();
        switch (folder.content()) {
            case NETWORK -> {
                try (Testnet testnet = open()) {
                    testnet.stopAll();
                }
            }
            case UNFINISHED -> {}
            case NOTHING, FOREIGN -> folder.requireNetwork();
        }
        folder.delete();
        result("Removed " + folder.root(), new Result(folder.root().toString()));
        return ExitCode.DONE;
    }
}
