package org.tallystick.node.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How this package's threads are ended. */
final class Threads {
    private static final long PATIENCE_S = 10;

    private Threads() {}

    /** Interrupts {@code thread} and waits for its end. */
    static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts what runs, drops what waits, and waits for the end. */
    static void stop(ExecutorService executor) {
        executor.shutdownNow();
        try {
            executor.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
