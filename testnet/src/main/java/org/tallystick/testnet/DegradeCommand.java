package org.tallystick.testnet;

import java.util.List;
import java.util.Locale;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.testnet.load.Degradation;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "degrade",
        description = {
            "Measure what the absence of one node costs: the same load with all nodes, with the last one dead, and"
                    + " with it paused.",
            "A ratio compares a phase with the healthy ones before and after it."
        })
final class DegradeCommand extends LoadVerb {
    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "250000",
            description = "Payments before the first phase, not measured (default: 250000, about two minutes).")
    private int warmUp;

    @Option(
            names = "--payments",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Payments of each phase (default: 30000).")
    private int payments;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times the node dies and is paused (default: 1).")
    private int rounds;

    DegradeCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run(Testnet testnet, Genesis genesis, Progress progress) throws InterruptedException {
        List<Degradation.Phase> phases =
                new Degradation(testnet, signatory(genesis), treasury(testnet), progress).run(warmUp, payments, rounds);
        result(text(phases), new Result(phases));
        return ExitCode.DONE;
    }

    /** The JSON. */
    record Result(List<Degradation.Phase> phases) {
        Result {
            phases = List.copyOf(phases);
        }
    }

    private static String text(List<Degradation.Phase> phases) {
        TextTable table = new TextTable("ONE NODE IS", "PAYMENTS/S", "RATIO", "P50 MS", "P99 MS", "LONGEST MS");
        for (Degradation.Phase phase : phases) {
            table.row(
                    phase.condition().name().toLowerCase(Locale.ROOT),
                    number("%,.0f", phase.perSecond()),
                    number("%.2f", phase.ratio()),
                    number("%,.0f", phase.finality().p50Ms()),
                    number("%,.0f", phase.finality().p99Ms()),
                    number("%,.0f", phase.finality().maxMs()));
        }
        return table.toString().stripTrailing();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
