package org.tallystick.node.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one authority connected: dials, waits until the link is down, waits a little, dials again, until stopped. */
final class Dialer {
    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final NetworkOptions.Timing timing;
    private final Supplier<Duration> barred;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * @param bootstrap makes connections, with a group of event loops and options but no handler
     * @param address resolved anew for each attempt, as names move
     * @param barred how long the authority is not to be linked
     */
    Dialer(Bootstrap bootstrap, InetSocketAddress address, NetworkOptions.Timing timing, Supplier<Duration> barred) {
        this.barred = barred;
        this.bootstrap = bootstrap;
        this.address = address;
        this.timing = timing;
    }

    /** The attempt succeeded: the next failure is the first again. */
    void opened() {
        failures.set(0);
    }

    void stop() {
        stopped = true;
    }

    /** Resolving a name may block, so that is not done on an event loop. */
    void dial() {
        if (!stopped) {
            Thread.ofVirtual().name("dial " + address).start(this::connect);
        }
    }

    private void connect() {
        try {
            InetSocketAddress target = new InetSocketAddress(address.getHostString(), address.getPort());
            bootstrap.connect(target).addListener((ChannelFuture connected) -> {
                if (connected.isSuccess()) {
                    connected.channel().closeFuture().addListener(closed -> retry());
                } else {
                    LOG.debug("cannot connect to {}", address, connected.cause());
                    retry();
                }
            });
        } catch (RejectedExecutionException | IllegalStateException e) {
            LOG.debug("not dialing {}: the network is closing", address, e);
        }
    }

    private void retry() {
        if (!stopped) {
            long delayMs = delay(failures.getAndIncrement()).plus(barred.get()).toMillis();
            ScheduledFuture<?> next = bootstrap.config().group().schedule(this::dial, delayMs, TimeUnit.MILLISECONDS);
            LOG.trace("next attempt to connect to {} in {} ms: {}", address, delayMs, next);
        }
    }

    /** Doubles up to the limit; half of it is random, so that a whole network that restarts does not dial in step. */
    private Duration delay(int failed) {
        long doubled = timing.firstRetry().toMillis() << Math.min(failed, 20);
        long most = Math.clamp(doubled, 1, timing.lastRetry().toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
