package org.tallystick.testnet;

import java.time.Duration;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "start",
        description =
                "Start a node that was killed or stopped, and wait until it is ready; while too few nodes run for any"
                        + " to be ready, until it answers.")
final class StartCommand extends NodeVerb {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    StartCommand(Surroundings around) {
        super(around);
    }

    @Override
    Outcome act(Testnet testnet, int index) {
        boolean started = testnet.start(index);
        String prefix = started ? "" : "was already running, and ";
        if (testnet.hasQuorum()) {
            testnet.awaitReady(index, PATIENCE);
            return new Outcome(started, prefix + "is ready");
        }
        testnet.awaitAnswer(index, PATIENCE);
        return new Outcome(started, prefix + "waits for the other nodes");
    }
}
