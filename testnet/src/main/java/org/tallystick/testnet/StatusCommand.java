package org.tallystick.testnet;

import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Show every node, and whether they agree about the state. Exits 1 if they don't, and 6 if none"
                + " is ready.")
final class StatusCommand extends Verb {
    StatusCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        try (Testnet testnet = open()) {
            StatusReport report = StatusReport.of(testnet);
            result(report.toText(), report);
            if (!report.agreed()) {
                return ExitCode.INTERNAL;
            }
            return report.usable() ? ExitCode.DONE : ExitCode.UNREACHABLE;
        }
    }
}
