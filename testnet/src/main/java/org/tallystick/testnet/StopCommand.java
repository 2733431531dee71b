package org.tallystick.testnet;

import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "stop", description = "End all nodes in good order; their data stays.")
final class StopCommand extends Verb {
    /** The JSON. */
    record Result(long stopped) {}

    StopCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        try (Testnet testnet = open()) {
            long stopped = testnet.stopAll();
            result(
                    "Stopped " + stopped + " nodes. Go on with: tally testnet resume" + folderFlag("--dir"),
                    new Result(stopped));
            return ExitCode.DONE;
        }
    }
}
