package org.tallystick.node.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.tallystick.node.limit.AddressRates;

/** Assembles the handlers of a connection: TLS, handshake, then idle detection, frames, messages. */
final class Pipelines {
    private final Tls tls;
    private final PeerCodec codec;
    private final Counters counters;
    private final PeerConduct conduct;
    private final PeerTable table;
    private final NetworkOptions options;

    Pipelines(
            Tls tls, PeerCodec codec, Counters counters, PeerConduct conduct, PeerTable table, NetworkOptions options) {
        this.conduct = conduct;
        this.tls = tls;
        this.codec = codec;
        this.counters = counters;
        this.table = table;
        this.options = options;
    }

    /** For connections that others make. */
    ChannelInitializer<Channel> accepting() {
        SslContext context = tls.accepting();
        HandshakeGate gate = new HandshakeGate(options.maxHandshakes());
        AddressRates rates = new AddressRates(options.handshakesPerSecond(), System::nanoTime);
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (channel.remoteAddress() instanceof InetSocketAddress remote
                        && !rates.tryTake(remote.getAddress(), 1)) {
                    // Before TLS, whose arithmetic is what a flood of handshakes is after.
                    counters.count(ConnectionRefusal.TOO_MANY_FROM_ADDRESS);
                    Channels.close(channel);
                    return;
                }
                SslHandler ssl = tls.handler(context, channel.alloc());
                channel.pipeline().addLast(ssl, new HandshakeHandler(tls, ssl, counters, conduct, link -> {
                    gate.leave(channel);
                    LinkHandler handler = new LinkHandler(link, table, counters, () -> {});
                    complete(channel.pipeline(), handler);
                    link.keepAlive();
                    handler.open();
                }));
                gate.enter(channel);
            }
        };
    }

    /**
     * For connections to {@code authority}.
     *
     * @param onOpen run whenever a link is up
     */
    ChannelInitializer<Channel> dialing(int authority, Runnable onOpen) {
        SslContext context = tls.dialing(authority);
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler ssl = tls.handler(context, channel.alloc());
                HandshakeHandler handshake = new HandshakeHandler(
                        tls,
                        ssl,
                        counters,
                        conduct,
                        link -> complete(channel.pipeline(), new LinkHandler(link, table, counters, onOpen)));
                channel.pipeline().addLast(ssl, handshake);
            }
        };
    }

    private void complete(ChannelPipeline pipeline, LinkHandler handler) {
        NetworkOptions.Timing timing = options.timing();
        pipeline.addLast(
                new IdleStateHandler(
                        timing.dead().toMillis(), timing.keepAlive().toMillis(), 0, TimeUnit.MILLISECONDS),
                new FrameDecoder(codec, counters, handler.link().awaited()),
                handler);
    }
}
