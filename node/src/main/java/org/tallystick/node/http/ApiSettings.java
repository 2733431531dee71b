package org.tallystick.node.http;

import java.time.Duration;

/**
 * Where the API listens and how much it takes on at once.
 *
 * @param host address to listen on
 * @param port 0 lets the system choose
 * @param maxConnections open sockets; further ones wait in the system's queue
 * @param maxRequests requests worked on at the same time, and large bodies read; further ones are refused with 429
 * @param maxWaiting submissions that wait for finality at the same time; further ones are answered as pending at once
 * @param maxSubscribers event streams open at the same time; further ones are refused with 429
 * @param idleTimeout after which a connection that moves no byte is closed, a stalled reader of events included
 */
public record ApiSettings(
        String host,
        int port,
        int maxConnections,
        int maxRequests,
        int maxWaiting,
        int maxSubscribers,
        Duration idleTimeout,
        PerAddress perAddress) {

    /**
     * What one remote address may take of that.
     *
     * @param connections open sockets; further ones are closed
     * @param requestsPerSecond further ones are refused with 429
     * @param transactionsPerSecond in submissions; further ones are refused with 429
     */
    public record PerAddress(int connections, int requestsPerSecond, int transactionsPerSecond) {}

    /** The default limits. */
    public static ApiSettings listeningOn(String host, int port, PerAddress perAddress) {
        return new ApiSettings(host, port, 4_096, 256, 4_096, 256, Duration.ofSeconds(30), perAddress);
    }
}
