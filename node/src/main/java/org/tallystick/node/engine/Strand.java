package org.tallystick.node.engine;

import java.time.Duration;

/** Runs tasks one after the other. A task that fails ends the strand, and whoever opened it is told. Thread-safe. */
public interface Strand extends AutoCloseable {

    /** Runs {@code task} after all that were handed over before. For what comes from inside the node: always taken. */
    void execute(Runnable task);

    /** The same for what came from outside; false where too much of that waits already, and the task will not run. */
    boolean offer(Runnable task);

    /** Runs {@code task} after {@code delay}, among the others, unless it is cancelled before. */
    Alarm schedule(Duration delay, Runnable task);

    /** Fails unless a task of this strand is running, on the calling thread. */
    void assertCurrent();

    /** Waits for the task that runs, and drops all others. */
    @Override
    void close();

    /** A task that is due later. */
    interface Alarm {
        /** Has it not run; called from the same strand, that is certain. */
        void cancel();
    }
}
