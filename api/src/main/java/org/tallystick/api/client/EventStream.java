package org.tallystick.api.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tallystick.api.BlockData;
import org.tallystick.api.LedgerEvent;
import org.tallystick.api.StatusData;
import org.tallystick.api.TransactionStatus;
import tools.jackson.core.JacksonException;

/**
 * A node's events, one after the other. When the connection breaks it connects again and resumes after the last event it gave
 * out, so that none is missed or given twice, except status events, which are of the moment. Used by one thread; {@link #close} may
 * be called by any.
 */
public final class EventStream implements AutoCloseable {
    /** Nodes say something at least every 10 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Http http;
    private final EventQuery query;
    private Optional<String> lastId;
    private volatile @Nullable SseLines lines;
    private volatile boolean closed;
    private boolean followed;

    EventStream(Http http, EventQuery query) {
        this.http = http;
        this.query = query;
        this.lastId = query.after();
    }

    /** The id to resume after: that of the last event given out. */
    public Optional<String> lastId() {
        return lastId;
    }

    /**
     * Waits for the next event; empty once closed.
     *
     * @throws UnreachableException if the node has been away for longer than the query's patience
     * @throws ApiException if the node refuses the subscription
     */
    public Optional<LedgerEvent.Received> next() throws InterruptedException {
        while (!closed) {
            SseLines source = lines;
            if (source == null) {
                source = connect();
            }
            Optional<LedgerEvent.Received> event = readEvent(source);
            if (event.isPresent()) {
                return event;
            }
            source.cancel();
            lines = null;
        }
        return Optional.empty();
    }

    private SseLines connect() throws InterruptedException {
        long deadline = System.nanoTime() + query.patience().toNanos();
        while (true) {
            SseLines source = new SseLines();
            try {
                open(source);
                followed = true;
                lines = source;
                if (closed) {
                    source.cancel();
                }
                return source;
            } catch (ApiException e) {
                // A node that was followed before and is back, full or behind: it will be able to go on.
                if (!followed || !e.problem().retryable() || closed || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            } catch (IOException e) {
                if (closed || System.nanoTime() - deadline > 0) {
                    throw new UnreachableException(http.base(), Http.describe(e), e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Returns when the node has answered the subscription. */
    private void open(SseLines source) throws IOException, InterruptedException {
        HttpRequest.Builder request = http.request(query.toPath()).setHeader("Accept", "text/event-stream");
        lastId.ifPresent(id -> request.header("Last-Event-ID", id));
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        var _ = http.client()
                .sendAsync(request.GET().build(), answer -> subscriber(answer, source, accepted))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        accepted.completeExceptionally(failure);
                    } else if (response.statusCode() != 200) {
                        accepted.completeExceptionally(http.refusal(response.statusCode(), response.body()));
                    }
                    source.onComplete();
                });
        try {
            accepted.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ClientException refused) {
                throw refused;
            }
            throw cause instanceof IOException io ? io : new IOException(cause);
        } catch (TimeoutException e) {
            source.cancel();
            throw new java.net.http.HttpTimeoutException("no answer to the subscription");
        }
    }

    private static HttpResponse.BodySubscriber<byte[]> subscriber(
            HttpResponse.ResponseInfo answer, SseLines source, CompletableFuture<Void> accepted) {
        if (answer.statusCode() != 200) {
            return HttpResponse.BodySubscribers.ofByteArray();
        }
        accepted.complete(null);
        return HttpResponse.BodySubscribers.fromLineSubscriber(
                source, finished -> new byte[0], StandardCharsets.UTF_8, null);
    }

    /** Reads to the end of the next event; empty when the stream ends before. */
    private Optional<LedgerEvent.Received> readEvent(SseLines source) throws InterruptedException {
        String name = "";
        Optional<String> id = Optional.empty();
        StringBuilder data = new StringBuilder();
        while (true) {
            Optional<String> next = source.next(SILENCE.toMillis());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            String line = next.get();
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("id:")) {
                id = Optional.of(line.substring("id:".length()).strip());
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                Optional<LedgerEvent> event = parse(name, data.toString());
                if (id.isPresent()) {
                    lastId = id;
                }
                if (event.isPresent()) {
                    return Optional.of(new LedgerEvent.Received(id, event.get()));
                }
                name = "";
                id = Optional.empty();
                data.setLength(0);
            }
        }
    }

    /** Empty for a kind of event that is newer than this client. */
    private Optional<LedgerEvent> parse(String name, String data) {
        try {
            return switch (name) {
                case "block" ->
                    Optional.of(new LedgerEvent.BlockFinal(http.json().readValue(data, BlockData.class)));
                case "transaction" ->
                    Optional.of(new LedgerEvent.TransactionFinal(http.json().readValue(data, TransactionStatus.class)));
                case "status" -> Optional.of(new LedgerEvent.Status(http.json().readValue(data, StatusData.class)));
                default -> Optional.empty();
            };
        } catch (JacksonException e) {
            throw new UnreachableException(http.base(), "sent an event that is not of this API", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        SseLines source = lines;
        if (source != null) {
            source.cancel();
        }
    }
}
