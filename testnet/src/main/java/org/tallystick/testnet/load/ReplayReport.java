package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a replay did and found.
 *
 * @param seed from which the run's keys follow
 * @param funding the payments that gave the accounts what they need, before the transfers
 * @param signingSeconds for all transfers, before any was sent
 * @param transfers what was measured
 * @param finality absent when no transfer became final
 * @param generatorCpuSeconds processor time that this program took from the nodes while it sent the transfers
 * @param retries how many times a transaction was sent again, because a node was away, full, or had died with it
 */
public record ReplayReport(
        int accounts,
        String seed,
        Phase funding,
        double signingSeconds,
        Phase transfers,
        Optional<Finality> finality,
        double generatorCpuSeconds,
        long retries,
        List<Check> checks) {
    public ReplayReport {
        checks = List.copyOf(checks);
    }

    /**
     * One delivery.
     *
     * @param transfers how many, of which a transaction may hold several
     * @param seconds from the first sending to the last finality
     */
    public record Phase(int transactions, int transfers, double seconds, double transfersPerSecond) {
        static Phase of(int transactions, int transfers, Duration took) {
            double seconds = took.toNanos() / 1e9;
            return new Phase(transactions, transfers, seconds, seconds > 0 ? transfers / seconds : 0);
        }
    }

    /** From sending a transfer to seeing it final, in milliseconds, over all transfers. */
    public record Finality(double p50Ms, double p99Ms, double maxMs) {
        static Optional<Finality> of(List<Long> nanos) {
            if (nanos.isEmpty()) {
                return Optional.empty();
            }
            Latencies latencies = new Latencies(nanos);
            return Optional.of(new Finality(latencies.percentileMs(50), latencies.percentileMs(99), latencies.maxMs()));
        }
    }

    /** Whether everything that was verified holds. */
    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }
}
