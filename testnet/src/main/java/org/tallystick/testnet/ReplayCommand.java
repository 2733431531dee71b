package org.tallystick.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.testnet.load.Check;
import org.tallystick.testnet.load.Pace;
import org.tallystick.testnet.load.PastTransfer;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.load.Replay;
import org.tallystick.testnet.load.ReplayReport;
import org.tallystick.testnet.load.TransferFile;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Play the transfers of a CSV file (timestamp,from,to,amount_base_units) on the running testnet, and verify"
                    + " it.",
            "Accounts are funded from the testnet's treasury first. Exits 1 if anything does not match at the end."
        })
final class ReplayCommand extends LoadVerb {
    private static final Duration SEND_AGAIN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    @Parameters(paramLabel = "FILE.csv", description = "The transfers, in ledger order.")
    private Path file = Path.of("");

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "250",
            description = "Transactions per request, 1 to 1000 (default: 250).")
    private int batch;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Transactions sent and not yet final, at most (default: 2000). More is faster, and each waits"
                    + " longer.")
    private int inFlight;

    ReplayCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run(Testnet testnet, Genesis genesis, Progress progress) throws InterruptedException {
        List<PastTransfer> transfers = TransferFile.read(file);
        Pace pace = new Pace(batch, inFlight, SEND_AGAIN, GIVE_UP);
        ReplayReport report = new Replay(testnet.clients(), signatory(genesis), treasury(testnet), progress)
                .run(transfers, new AddressFormat(genesis.addressPrefix()), pace);
        List<NodeMemory> memory = NodeMemory.of(testnet);
        result(text(report, memory), new Result(report, report.passed(), memory));
        return report.passed() ? ExitCode.DONE : ExitCode.INTERNAL;
    }

    /** The JSON. */
    record Result(ReplayReport replay, boolean passed, List<NodeMemory> nodes) {}

    private static String text(ReplayReport report, List<NodeMemory> memory) {
        ReplayReport.Phase funding = report.funding();
        ReplayReport.Phase transfers = report.transfers();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%,d transfers among %,d accounts", transfers.transfers(), report.accounts()));
        lines.add(String.format(
                Locale.ROOT,
                "  funding   %.1f s, %,d transactions, %,.0f transfers/s",
                funding.seconds(),
                funding.transactions(),
                funding.transfersPerSecond()));
        lines.add(String.format(Locale.ROOT, "  signing   %.1f s", report.signingSeconds()));
        lines.add(String.format(
                Locale.ROOT,
                "  transfers %.1f s, %,.0f transfers/s final, one signature each; sent again %,d times",
                transfers.seconds(),
                transfers.transfersPerSecond(),
                report.retries()));
        report.finality()
                .ifPresent(finality -> lines.add(String.format(
                        Locale.ROOT,
                        "  finality  p50 %.0f ms, p99 %.0f ms, longest %.0f ms, from sending to seen final",
                        finality.p50Ms(),
                        finality.p99Ms(),
                        finality.maxMs())));
        lines.add(String.format(
                Locale.ROOT,
                "  this load generator took %.1f s of processor time meanwhile",
                report.generatorCpuSeconds()));
        for (NodeMemory node : memory) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s    %,d MiB resident, %,d MiB at most",
                    node.name(),
                    node.residentMiB(),
                    node.peakMiB()));
        }
        for (Check check : report.checks()) {
            lines.add((check.passed() ? "ok     " : "WRONG  ") + check.name() + ": " + check.detail());
        }
        return String.join("\n", lines);
    }
}
