package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The machine itself: each strand is a thread. Strands are closed by whoever opened them, before the host. */
final class ThreadHost implements Host, AutoCloseable {
    private final InstantSource clock;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("alarms").daemon().factory());

    ThreadHost(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Strand strand(String name, int room, Consumer<RuntimeException> onFailure) {
        return ThreadStrand.start(name, room, alarms, onFailure);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
