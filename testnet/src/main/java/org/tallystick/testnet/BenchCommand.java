package org.tallystick.testnet;

import java.util.List;
import java.util.Locale;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.testnet.load.Latencies;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.load.SinglePayments;
import org.tallystick.testnet.network.NodeHealth;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description =
                "Measure how long a single payment on the idle testnet takes from sending to final, one at a time.")
final class BenchCommand extends LoadVerb {
    @Option(
            names = "--payments",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many are measured (default: 100).")
    private int payments;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many are made before that and not measured (default: 20).")
    private int warmUp;

    /** The JSON, in milliseconds. */
    record Result(int payments, double medianMs, double p99Ms, double maxMs) {}

    BenchCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run(Testnet testnet, Genesis genesis, Progress progress) throws InterruptedException {
        List<TallyClient> ready = testnet.health().nodes().stream()
                .filter(node -> node.state() == NodeHealth.State.READY)
                .map(node -> testnet.clients().get(node.folder().index()))
                .toList();
        Latencies latencies =
                new SinglePayments(ready, signatory(genesis), treasury(testnet)).run(warmUp, payments, progress);
        Result result = new Result(
                latencies.count(), latencies.percentileMs(50), latencies.percentileMs(99), latencies.maxMs());
        result(
                String.format(
                        Locale.ROOT,
                        "%d payments, one at a time: final after %.1f ms (median), p99 %.1f ms, longest %.1f ms",
                        result.payments(),
                        result.medianMs(),
                        result.p99Ms(),
                        result.maxMs()),
                result);
        return ExitCode.DONE;
    }
}
