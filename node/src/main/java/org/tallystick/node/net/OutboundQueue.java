package org.tallystick.node.net;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Frames that wait for one link, at most {@link Lane#maxBytes()} of each lane. Thread-safe; owns its frames. */
final class OutboundQueue {

    /** A frame and what it is. */
    record Frame(Kind kind, ByteBuf bytes) {
        int size() {
            return bytes.readableBytes();
        }
    }

    private static final class Waiting {
        final ArrayDeque<Frame> frames = new ArrayDeque<>();
        long bytes;
    }

    private final Counters counters;
    private final Map<Lane, Waiting> lanes = new EnumMap<>(Lane.class);
    private boolean closed;

    OutboundQueue(Counters counters) {
        this.counters = counters;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new Waiting());
        }
    }

    /** Adds a frame, giving up the oldest of its lane where there is no room; false once closed. */
    synchronized boolean offer(Frame frame) {
        if (closed) {
            frame.bytes().release();
            return false;
        }
        Lane lane = frame.kind().lane();
        Waiting waiting = waiting(lane);
        while (waiting.bytes + frame.size() > lane.maxBytes() && !waiting.frames.isEmpty()) {
            Frame oldest = take(waiting);
            counters.dropped(oldest.kind(), oldest.size());
            oldest.bytes().release();
        }
        waiting.frames.addLast(frame);
        waiting.bytes += frame.size();
        return true;
    }

    /** The next frame to send, which the caller now owns, or null when none waits. */
    synchronized @Nullable Frame poll() {
        for (Lane lane : Lane.values()) {
            Waiting waiting = waiting(lane);
            if (!waiting.frames.isEmpty()) {
                return take(waiting);
            }
        }
        return null;
    }

    /** Frees what waits and accepts no more. */
    synchronized void close() {
        closed = true;
        for (Waiting waiting : lanes.values()) {
            while (!waiting.frames.isEmpty()) {
                take(waiting).bytes().release();
            }
        }
    }

    private static Frame take(Waiting waiting) {
        Frame frame = waiting.frames.removeFirst();
        waiting.bytes -= frame.size();
        return frame;
    }

    private Waiting waiting(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
