package org.tallystick.testnet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.AddressFormat;
import org.tallystick.testnet.chaos.Chaos;
import org.tallystick.testnet.chaos.ChaosReport;
import org.tallystick.testnet.load.Check;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        description = {
            "Kill and pause nodes of the running testnet at random while payers use it, and verify that it keeps its"
                    + " word.",
            "Exits 1 if a final payment is lost, doubled or changed, or a node does not come back by itself."
        })
final class ChaosCommand extends LoadVerb {
    enum Fault {
        KILL,
        PAUSE
    }

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "1",
            description = "How long nodes are broken (default: 1).")
    private double minutes;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many times a node is killed or paused (default: 10).")
    private int strikes;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            defaultValue = "kill,pause",
            description = "What is done to nodes: kill, pause, or both (default).")
    private List<Fault> faults = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Chooses the schedule (default: 1).")
    private long seed;

    @Option(
            names = "--payers",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many pay at the same time (default: 8).")
    private int payers;

    @Option(
            names = "--rest-ms",
            paramLabel = "MS",
            defaultValue = "100",
            description = "How long a payer rests after each payment (default: 100).")
    private long restMs;

    ChaosCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run(Testnet testnet, Genesis genesis, Progress progress) throws InterruptedException {
        Chaos.Plan plan = new Chaos.Plan(
                seed,
                Duration.ofMillis((long) (minutes * 60_000)),
                strikes,
                faults.stream().map(Fault::name).toList(),
                payers,
                restMs);
        ChaosReport report = new Chaos(
                        testnet,
                        signatory(genesis),
                        treasury(testnet),
                        new AddressFormat(genesis.addressPrefix()),
                        progress)
                .run(plan);
        result(text(report), new Result(report, report.passed()));
        return report.passed() ? ExitCode.DONE : ExitCode.INTERNAL;
    }

    /** The JSON. */
    record Result(ChaosReport chaos, boolean passed) {}

    static String text(ChaosReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d kills and %,d pauses in %,.0f s; %,d payments final meanwhile, sent again %,d times",
                report.kills(),
                report.pauses(),
                report.seconds(),
                report.payments(),
                report.retries()));
        lines.add(String.format(
                Locale.ROOT,
                "  finality  p50 %.0f ms, p99 %.0f ms, retries included; longest time without any %.1f s",
                report.medianMs(),
                report.p99Ms(),
                report.longestSilenceSeconds()));
        for (Check check : report.checks()) {
            lines.add((check.passed() ? "ok     " : "WRONG  ") + check.name() + ": " + check.detail());
        }
        return String.join("\n", lines);
    }
}
