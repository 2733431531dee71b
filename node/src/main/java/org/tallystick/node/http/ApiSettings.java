package org.tallystick.node.http;

import java.time.Duration;

/**
 * Where the API listens and how much it takes on at once.
 *
 * @param host address to listen on
 * @param port 0 lets the system choose
 * @param maxConnections open sockets; when there are as many, the address that has most gives one up for one that has fewer
 * @param maxRequests requests worked on at the same time; further ones are refused with 429. As many large bodies are read,
 *     half of them of one address; those are shared like connections
 * @param maxWaiting submissions that wait for finality at the same time, half of them of one address; further ones are
 *     answered as pending at once
 * @param maxSubscribers event streams open at the same time, half of them of one address; shared like connections
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
        Deadlines deadlines,
        PerAddress perAddress) {

    /**
     * How long a request may take to come; a connection on which one is late is closed.
     *
     * @param headers from the first byte of a request to the end of its headers
     * @param body from the first look at the body to its end
     * @param bytesPerSecond of the body, on average
     * @param grace before that average is looked at
     */
    public record Deadlines(Duration headers, Duration body, int bytesPerSecond, Duration grace) {
        static final Deadlines DEFAULT =
                new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(60), 1_024, Duration.ofSeconds(5));
    }

    /** With the default deadlines. */
    public ApiSettings(
            String host,
            int port,
            int maxConnections,
            int maxRequests,
            int maxWaiting,
            int maxSubscribers,
            Duration idleTimeout,
            PerAddress perAddress) {
        this(
                host,
                port,
                maxConnections,
                maxRequests,
                maxWaiting,
                maxSubscribers,
                idleTimeout,
                Deadlines.DEFAULT,
                perAddress);
    }

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
