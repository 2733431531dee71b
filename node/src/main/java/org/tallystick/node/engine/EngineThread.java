package org.tallystick.node.engine;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns consensus, and its inbox. What comes from inside the node is always taken, as there is never much of
 * it; what comes from peers is taken while there is room, and dropped otherwise: consensus repeats what was lost.
 */
final class EngineThread implements AutoCloseable {
    private static final int MAX_FROM_PEERS = 10_000;

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MAX_FROM_PEERS);
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("alarms").daemon().factory());
    private @Nullable Thread thread;

    /** @param onFailure told on the new thread of the exception that ended it */
    void start(Consumer<RuntimeException> onFailure) {
        thread = Thread.ofPlatform().name("engine").start(() -> run(onFailure));
    }

    /** Runs {@code work} on the engine thread, after all that was handed over before. */
    void execute(Runnable work) {
        inbox.add(work);
    }

    /** The same for what a peer sent; false where there is no room, and nothing will run. */
    boolean offer(Runnable work) {
        if (!room.tryAcquire()) {
            return false;
        }
        inbox.add(() -> {
            room.release();
            work.run();
        });
        return true;
    }

    /** Runs {@code work} on the engine thread in {@code delayMs} milliseconds, unless cancelled before. */
    ScheduledFuture<?> schedule(Runnable work, long delayMs) {
        return alarms.schedule(() -> execute(work), delayMs, TimeUnit.MILLISECONDS);
    }

    /** Fails unless called on the engine thread. */
    void assertCurrent() {
        if (!Thread.currentThread().equals(thread)) {
            throw new IllegalStateException(
                    "not on the engine thread but on " + Thread.currentThread().getName());
        }
    }

    private void run(Consumer<RuntimeException> onFailure) {
        try {
            while (true) {
                inbox.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException cause) {
            onFailure.accept(cause);
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        if (thread != null) {
            Threads.stop(thread);
        }
    }
}
