package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Freeze a node where it is; its connections stay open and silent.")
final class PauseCommand extends NodeVerb {
    PauseCommand(Surroundings around) {
        super(around);
    }

    @Override
    Outcome act(Testnet testnet, int index) {
        return Outcome.of(testnet.node(index).pause(), "is paused");
    }
}
