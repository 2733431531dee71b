package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sending side of an authenticated connection. Frames wait in the queue, where they can still be overtaken or given
 * up, and not in the channel, which is given no more than it takes.
 */
final class PeerLink {
    private final int authority;
    private final Channel channel;
    private final Counters counters;
    private final OutboundQueue queue;
    private final AwaitedAnswers awaited = new AwaitedAnswers();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();

    PeerLink(int authority, Channel channel, Counters counters) {
        this.authority = authority;
        this.channel = channel;
        this.counters = counters;
        this.queue = new OutboundQueue(counters);
    }

    /** Index of the authority at the other end. */
    int authority() {
        return authority;
    }

    Channel channel() {
        return channel;
    }

    /** What the authority at the other end may answer. */
    AwaitedAnswers awaited() {
        return awaited;
    }

    /** Queues a frame, which this now owns; false if the link is closed. Frames sent at about one time share a flush. */
    boolean send(Kind kind, ByteBuf frame) {
        awaited.sent(kind);
        boolean queued = queue.offer(new OutboundQueue.Frame(kind, frame));
        if (queued && drainScheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
        return queued;
    }

    /** Writes what the channel takes. On the event loop. */
    void drain() {
        // Cleared first: a frame queued from here on schedules another drain, one queued before is seen by this one.
        drainScheduled.set(false);
        while (channel.isWritable()) {
            OutboundQueue.Frame frame = queue.poll();
            if (frame == null) {
                break;
            }
            counters.sent(frame.kind(), frame.size());
            channel.write(frame.bytes()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        channel.flush();
    }

    /** Sends an empty frame, unless so much waits that it would change nothing. On the event loop. */
    void keepAlive() {
        if (channel.isWritable()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[PeerCodec.LENGTH_SIZE]))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    /** Frees what waits. */
    void closed() {
        queue.close();
    }
}
