package org.tallystick.node.net;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving side of an authenticated connection, and the end of its pipeline. */
final class LinkHandler extends SimpleChannelInboundHandler<Object> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);

    private final PeerLink link;
    private final PeerTable table;
    private final Counters counters;
    private final Runnable onOpen;
    private boolean open;

    /** @param onOpen run once, when the link is up */
    LinkHandler(PeerLink link, PeerTable table, Counters counters, Runnable onOpen) {
        this.link = link;
        this.table = table;
        this.counters = counters;
        this.onOpen = onOpen;
    }

    PeerLink link() {
        return link;
    }

    /** Puts the link up. A dialer waits with this for the first frame, as only that says that it was accepted. */
    void open() {
        open = true;
        onOpen.run();
        table.open(link);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object received) {
        if (!open) {
            open();
        }
        if (received instanceof PeerMessage message) {
            table.received(link, message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            link.drain();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!open) {
            counters.count(ConnectionRefusal.FAILED);
        }
        table.close(link);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.WRITER_IDLE) {
                link.keepAlive();
            } else if (context.channel().config().isAutoRead()) {
                LOG.info("authority {} is silent: closing the link", link.authority());
                Channels.close(context.channel());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (violation(cause) instanceof ProtocolViolation.Thrown thrown) {
            table.accuse(link.authority(), thrown.violation(), String.valueOf(thrown.getMessage()));
        } else {
            LOG.debug("link to authority {} failed", link.authority(), cause);
        }
        Channels.close(context.channel());
    }

    private static Throwable violation(Throwable cause) {
        return cause.getCause() instanceof ProtocolViolation.Thrown thrown ? thrown : cause;
    }
}
