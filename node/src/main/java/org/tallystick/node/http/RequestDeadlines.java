package org.tallystick.node.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose requests come too slowly. An idle timeout does not: one byte now and then keeps a connection from
 * being idle for ever. Jetty's own minimum data rate is judged only when content is read, and never while headers come.
 */
final class RequestDeadlines extends Handler.Wrapper implements Connection.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);

    private final ApiSettings.Deadlines deadlines;
    private final Runnable closed;
    private final Map<Connection, Watched> connections = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-deadlines").factory());

    /** @param closed told of each connection that is closed */
    RequestDeadlines(ApiSettings.Deadlines deadlines, Runnable closed) {
        this.deadlines = deadlines;
        this.closed = closed;
        long everyMs = Math.clamp(deadlines.headers().toMillis() / 4, 20, 500);
        var _ = clock.scheduleWithFixedDelay(this::look, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Watched(connection));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Watched watched = connections.get(request.getConnectionMetaData().getConnection());
        if (watched == null) {
            return super.handle(request, response, callback);
        }
        Body body = new Body(request);
        watched.begun(body);
        Request.addCompletionListener(request, failure -> watched.ended());
        return super.handle(body, response, callback);
    }

    private void look() {
        long now = System.nanoTime();
        for (Watched watched : connections.values()) {
            closeIfLate(watched, now);
        }
    }

    private void closeIfLate(Watched watched, long now) {
        try {
            if (watched.isLate(now) && connections.remove(watched.connection, watched)) {
                closed.run();
                watched.connection.getEndPoint().close(new IOException("the request came too slowly"));
            }
        } catch (RuntimeException e) {
            // Whatever one connection does, the others are looked at, and looked at again.
            LOG.warn("a slow connection could not be closed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /** A connection and how far its present request has come. */
    private final class Watched {
        private final Connection connection;
        private boolean inRequest;
        private @Nullable Body body;

        /** What had come when the last request ended: more means that the next one has begun. */
        private long bytesBefore;

        private long headersSince;
        private boolean inHeaders;

        Watched(Connection connection) {
            this.connection = connection;
        }

        synchronized void begun(Body body) {
            this.body = body;
            inRequest = true;
            inHeaders = false;
        }

        synchronized void ended() {
            inRequest = false;
            inHeaders = false;
            bytesBefore = connection.getBytesIn();
        }

        synchronized boolean isLate(long now) {
            if (inRequest) {
                return body != null && body.isLate(now);
            }
            if (inHeaders) {
                return now - headersSince > deadlines.headers().toNanos();
            }
            if (connection.getBytesIn() > bytesBefore) {
                inHeaders = true;
                headersSince = now;
            }
            return false;
        }
    }

    /** A request that counts what is read of its body, from the first time that it is asked for. */
    private final class Body extends Request.Wrapper {
        private final AtomicLong bytes = new AtomicLong();
        private volatile long since;
        private volatile State state = State.UNREAD;

        private enum State {
            UNREAD,
            READING,
            READ
        }

        Body(Request request) {
            super(request);
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (state == State.UNREAD) {
                since = System.nanoTime();
                state = State.READING;
            }
            Content.@Nullable Chunk chunk = super.read();
            if (chunk != null) {
                bytes.addAndGet(chunk.remaining());
                if (chunk.isLast()) {
                    state = State.READ;
                }
            }
            return chunk;
        }

        boolean isLate(long now) {
            if (state != State.READING) {
                return false;
            }
            Duration taken = Duration.ofNanos(now - since);
            boolean slow = bytes.get() * 1_000 < deadlines.bytesPerSecond() * taken.toMillis();
            return taken.compareTo(deadlines.body()) > 0 || (slow && taken.compareTo(deadlines.grace()) > 0);
        }
    }
}
