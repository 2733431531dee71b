package org.tallystick.node.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * How to reach and be reached.
 *
 * @param listen where to accept connections; port 0 takes a free one
 * @param dial addresses of authorities, by index, that differ from those in the authority set
 * @param bar for how long an authority that misbehaved is not linked
 * @param maxHandshakes how many connections may be in their handshake at once, at least 1
 * @param handshakesPerSecond how many handshakes one address may begin in a second, at least 1; an honest peer needs one
 * @param ioThreads event loops that the links share, at least 1
 */
public record NetworkOptions(
        InetSocketAddress listen,
        Map<Integer, InetSocketAddress> dial,
        Timing timing,
        Bar bar,
        int maxHandshakes,
        int handshakesPerSecond,
        int ioThreads) {

    /**
     * @param handshake how long connecting, and then the handshake, may take: four messages one after the other, of which each
     *     may be as slow as the timeouts of consensus bear
     * @param keepAlive a link is written to at least this often
     * @param dead a link on which nothing came for so long is closed
     * @param firstRetry wait before a failed connection is tried again; doubled each time, up to {@code lastRetry}
     */
    public record Timing(
            Duration handshake, Duration keepAlive, Duration dead, Duration firstRetry, Duration lastRetry) {
        public static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMillis(100),
                Duration.ofSeconds(2));
    }

    /**
     * @param first for how long the first time; doubled each time, up to {@code longest}
     * @param longest also how long it takes until one time is forgiven
     */
    public record Bar(Duration first, Duration longest) {
        public static final Bar DEFAULT = new Bar(Duration.ofSeconds(2), Duration.ofMinutes(5));
    }

    public NetworkOptions {
        dial = Map.copyOf(dial);
        if (maxHandshakes < 1 || handshakesPerSecond < 1 || ioThreads < 1) {
            throw new IllegalArgumentException("maxHandshakes, handshakesPerSecond and ioThreads are at least 1");
        }
    }

    /**
     * The defaults: dial as the authority set says, 64 handshakes at once, 100 a second from one address, as a whole network
     * on one machine begins, an event loop per two processors, at most four.
     */
    public static NetworkOptions listeningOn(InetSocketAddress listen) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new NetworkOptions(
                listen, Map.of(), Timing.DEFAULT, Bar.DEFAULT, 64, 100, Math.clamp(processors / 2, 1, 4));
    }

    public NetworkOptions dialing(Map<Integer, InetSocketAddress> addresses) {
        return new NetworkOptions(listen, addresses, timing, bar, maxHandshakes, handshakesPerSecond, ioThreads);
    }

    public NetworkOptions timed(Timing other) {
        return new NetworkOptions(listen, dial, other, bar, maxHandshakes, handshakesPerSecond, ioThreads);
    }

    public NetworkOptions barring(Bar other) {
        return new NetworkOptions(listen, dial, timing, other, maxHandshakes, handshakesPerSecond, ioThreads);
    }

    public NetworkOptions maxHandshakes(int count) {
        return new NetworkOptions(listen, dial, timing, bar, count, handshakesPerSecond, ioThreads);
    }

    public NetworkOptions handshakesPerSecond(int count) {
        return new NetworkOptions(listen, dial, timing, bar, maxHandshakes, count, ioThreads);
    }
}
