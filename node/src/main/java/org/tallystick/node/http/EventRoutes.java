package org.tallystick.node.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.value.Address;
import org.tallystick.node.store.StoredTransaction;

/**
 * Server-sent events: each subscriber has its own virtual thread, which writes as fast as the subscriber reads. One that stops
 * reading is cut off when the connection's idle time is over, and may resume with {@code Last-Event-ID}.
 */
final class EventRoutes {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final Renderer renderer;
    private final Json json;
    private final Duration heartbeat;

    /** @param idleTimeout after which the server closes a connection on which nothing moves */
    EventRoutes(EventFeed feed, Renderer renderer, Json json, Duration idleTimeout) {
        Duration half = idleTimeout.dividedBy(2);
        this.heartbeat = half.compareTo(LONGEST_SILENCE) < 0 ? half : LONGEST_SILENCE;
        this.feed = feed;
        this.renderer = renderer;
        this.json = json;
    }

    void all(Context context) throws IOException, InterruptedException {
        serve(context, Optional.empty());
    }

    void ofAccount(Context context) throws IOException, InterruptedException {
        serve(context, Optional.of(Parameters.address(renderer.addresses(), context.pathParam("address"))));
    }

    private void serve(Context context, Optional<Address> account) throws IOException, InterruptedException {
        EventSubscription subscription = EventSubscription.of(context, account, feed.head());
        context.contentType("text/event-stream").header("Cache-Control", "no-store");
        if (context.method().equals(HandlerType.HEAD)) {
            return;
        }
        ServletOutputStream out = context.res().getOutputStream();
        write(out, "retry: 1000\n\n");
        beat(out, subscription);
        long height = subscription.height();
        int index = subscription.index();
        while (!feed.closed()) {
            if (feed.await(height, heartbeat)) {
                tell(out, subscription, feed.entry(height), index);
                height++;
                index = -1;
            } else if (!feed.closed()) {
                beat(out, subscription);
            }
        }
    }

    private void tell(ServletOutputStream out, EventSubscription subscription, EventFeed.Entry entry, int index)
            throws IOException {
        StringBuilder text = new StringBuilder();
        if (index < 0 && subscription.wants(EventSubscription.Type.BLOCK)) {
            append(text, "block", Long.toString(entry.height()), renderer.summary(entry.block()));
        }
        if (subscription.wants(EventSubscription.Type.TRANSACTION)) {
            List<StoredTransaction> transactions = entry.transactions();
            for (StoredTransaction stored :
                    transactions.subList(Math.min(Math.max(0, index), transactions.size()), transactions.size())) {
                if (subscription.wants(stored)) {
                    String id = entry.height() + "." + stored.index();
                    append(
                            text,
                            "transaction",
                            id,
                            renderer.full(stored, entry.block().hash()));
                    flushIfLong(out, text);
                }
            }
        }
        write(out, text.toString());
    }

    private static void flushIfLong(ServletOutputStream out, StringBuilder text) throws IOException {
        if (text.length() > 32 * 1024) {
            write(out, text.toString());
            text.setLength(0);
        }
    }

    /** Says that the node is there, and how it is to those who want to know. */
    private void beat(ServletOutputStream out, EventSubscription subscription) throws IOException {
        if (subscription.wants(EventSubscription.Type.STATUS)) {
            write(out, "event: status\ndata: " + json.text(renderer.status()) + "\n\n");
        } else {
            write(out, ": here\n\n");
        }
    }

    private void append(StringBuilder text, String event, String id, Object data) {
        text.append("event: ").append(event).append("\nid: ").append(id);
        text.append("\ndata: ").append(json.text(data)).append("\n\n");
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        if (!text.isEmpty()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
