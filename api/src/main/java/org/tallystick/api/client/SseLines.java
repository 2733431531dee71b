package org.tallystick.api.client;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands the lines of a response from the HTTP client's thread to a reader that gives up after a silence. */
final class SseLines implements Flow.Subscriber<String> {
    private static final int BUFFERED = 256;

    /** A line, or the end of the stream. */
    private record Item(Optional<String> line) {}

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(BUFFERED + 1);
    private volatile Flow.@Nullable Subscription subscription;

    /** The next line; empty when the stream has ended or been silent for {@code patienceMs}. */
    Optional<String> next(long patienceMs) throws InterruptedException {
        Item item = items.poll(patienceMs, TimeUnit.MILLISECONDS);
        if (item == null) {
            return Optional.empty();
        }
        Flow.Subscription source = subscription;
        if (source != null) {
            source.request(1);
        }
        return item.line();
    }

    void cancel() {
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        end();
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(BUFFERED);
    }

    @Override
    public void onNext(String line) {
        // Never full: no more lines are asked for than there is room.
        items.add(new Item(Optional.of(line)));
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    @Override
    public void onComplete() {
        end();
    }

    private void end() {
        // There is room for the first end; a second one need not be told.
        boolean _ = items.offer(new Item(Optional.empty()));
    }
}
