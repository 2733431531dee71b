package org.tallystick.testnet;

import java.time.Duration;
import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Start the nodes that don't run, and wait until all are ready.")
final class ResumeCommand extends Verb {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    ResumeCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        try (Testnet testnet = open()) {
            testnet.startAll();
            testnet.awaitReady(PATIENCE);
            StatusReport report = StatusReport.of(testnet);
            result(report.toText(), report);
            return ExitCode.DONE;
        }
    }
}
