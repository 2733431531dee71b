package org.tallystick.node.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread and its inbox. */
final class ThreadStrand implements Strand {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadStrand.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final ScheduledExecutorService alarms;
    private final Thread thread;
    private volatile boolean closed;

    private ThreadStrand(String name, int room, ScheduledExecutorService alarms, Consumer<RuntimeException> onFailure) {
        this.room = new Semaphore(room);
        this.alarms = alarms;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(onFailure));
    }

    static ThreadStrand start(
            String name, int room, ScheduledExecutorService alarms, Consumer<RuntimeException> onFailure) {
        ThreadStrand strand = new ThreadStrand(name, room, alarms, onFailure);
        strand.thread.start();
        return strand;
    }

    @Override
    public void execute(Runnable task) {
        inbox.add(task);
    }

    @Override
    public boolean offer(Runnable task) {
        if (!room.tryAcquire()) {
            return false;
        }
        inbox.add(() -> {
            room.release();
            task.run();
        });
        return true;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Due due = new Due(task);
        try {
            var waiting = alarms.schedule(() -> execute(due), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> {
                due.cancelled = true;
                waiting.cancel(false);
            };
        } catch (RejectedExecutionException closing) {
            return () -> {};
        }
    }

    /** May be cancelled after it has gone off, before it runs. */
    private static final class Due implements Runnable {
        private final Runnable task;
        private volatile boolean cancelled;

        Due(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }

    @Override
    public void assertCurrent() {
        if (!Thread.currentThread().equals(thread)) {
            throw new IllegalStateException("not on " + thread.getName() + " but on "
                    + Thread.currentThread().getName());
        }
    }

    private void run(Consumer<RuntimeException> onFailure) {
        try {
            while (!closed) {
                inbox.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException cause) {
            onFailure.accept(cause);
        } catch (Throwable error) {
            // As final as any failure: nobody is told twice, and what waits here is never done.
            onFailure.accept(new IllegalStateException(thread.getName() + " ended: " + error, error));
        }
    }

    /** Without an interrupt: it would close the files that the running task writes to. */
    @Override
    public void close() {
        closed = true;
        inbox.add(() -> {});
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} is still busy, and is left to itself", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
