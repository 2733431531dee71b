package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "unpause", description = "Let a paused node go on.")
final class UnpauseCommand extends NodeVerb {
    UnpauseCommand(Surroundings around) {
        super(around);
    }

    @Override
    Outcome act(Testnet testnet, int index) {
        return Outcome.of(testnet.node(index).unpause(), "goes on");
    }
}
