package org.tallystick.testnet.chaos;

import java.util.List;
import org.tallystick.testnet.load.Check;
import org.tallystick.testnet.load.Latencies;

/**
 * How a run went.
 *
 * @param seconds of the storm, until all nodes were ready again
 * @param retries how many times a payment had to be sent again
 * @param longestSilenceSeconds the longest time in which no payment became final
 */
public record ChaosReport(
        double seconds,
        int kills,
        int pauses,
        int payments,
        long retries,
        double medianMs,
        double p99Ms,
        double longestSilenceSeconds,
        List<Check> checks) {
    public ChaosReport {
        checks = List.copyOf(checks);
    }

    static ChaosReport of(double seconds, Storm storm, Books books, List<Check> checks) {
        List<Long> latencies = books.latencies();
        return new ChaosReport(
                seconds,
                storm.kills(),
                storm.pauses(),
                books.count(),
                books.retries(),
                latencies.isEmpty() ? 0 : new Latencies(latencies).percentileMs(50),
                latencies.isEmpty() ? 0 : new Latencies(latencies).percentileMs(99),
                books.longestSilenceNanos() / 1e9,
                checks);
    }

    /** Whether every word was kept. */
    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }
}
