package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "kill", description = "End a node at once, without warning, as a power cut would.")
final class KillCommand extends NodeVerb {
    KillCommand(Surroundings around) {
        super(around);
    }

    @Override
    Outcome act(Testnet testnet, int index) {
        return Outcome.of(testnet.node(index).kill(), "was killed");
    }
}
