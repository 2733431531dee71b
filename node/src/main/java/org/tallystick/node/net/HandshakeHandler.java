package org.tallystick.node.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the end of the handshake, and then makes way for the link. Until then nothing the peer sends is read. */
final class HandshakeHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeHandler.class);

    private final Tls tls;
    private final SslHandler ssl;
    private final Counters counters;
    private final PeerConduct conduct;
    private final Consumer<PeerLink> onAuthenticated;
    private boolean over;

    /** @param onAuthenticated completes the pipeline for the link */
    HandshakeHandler(
            Tls tls, SslHandler ssl, Counters counters, PeerConduct conduct, Consumer<PeerLink> onAuthenticated) {
        this.conduct = conduct;
        this.tls = tls;
        this.ssl = ssl;
        this.counters = counters;
        this.onAuthenticated = onAuthenticated;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == HandshakeGate.Event.EVICTED) {
            refuse(context, ConnectionRefusal.TOO_MANY_HANDSHAKES, null);
        } else if (!(event instanceof SslHandshakeCompletionEvent completion)) {
            context.fireUserEventTriggered(event);
        } else if (!completion.isSuccess()) {
            refuse(context, reason(completion.cause()), completion.cause());
        } else if (!tls.agreed(ssl)) {
            refuse(context, ConnectionRefusal.WRONG_NETWORK, null);
        } else if (conduct.barred(tls.authority(ssl)).isPositive()) {
            refuse(context, ConnectionRefusal.BARRED, null);
        } else if (!over) {
            over = true;
            onAuthenticated.accept(new PeerLink(tls.authority(ssl), context.channel(), counters));
            context.pipeline().remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(context, reason(cause), cause);
    }

    private void refuse(ChannelHandlerContext context, ConnectionRefusal reason, @Nullable Throwable cause) {
        if (!over) {
            over = true;
            counters.count(reason);
            LOG.debug("refused {}: {}", context.channel().remoteAddress(), reason, cause);
        }
        Channels.close(context.channel());
    }

    private static ConnectionRefusal reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.Refused refused) {
                return refused.refusal();
            }
            if (cause instanceof SslHandshakeTimeoutException) {
                return ConnectionRefusal.TIMED_OUT;
            }
            if (cause instanceof RejectedExecutionException) {
                return ConnectionRefusal.TOO_MANY_HANDSHAKES;
            }
            // The JDK has no type of its own for this: it is "no_application_protocol" when the peer says so.
            if (cause instanceof SSLException
                    && String.valueOf(cause.getMessage()).contains("application")) {
                return ConnectionRefusal.WRONG_NETWORK;
            }
        }
        return ConnectionRefusal.FAILED;
    }
}
