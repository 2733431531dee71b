package org.tallystick.testnet;

import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Show every node, and whether they agree about the state. Exits 1 if they don't.")
final class StatusCommand extends Verb {
    StatusCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        try (Testnet testnet = open()) {
            StatusReport report = StatusReport.of(testnet);
            result(report.toText(), report);
            return report.agreed() ? ExitCode.DONE : ExitCode.INTERNAL;
        }
    }
}
