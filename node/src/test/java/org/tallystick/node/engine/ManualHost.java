package org.tallystick.node.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A host with one strand, which runs what it is told to run when it is told. Its time passes as it is told. */
final class ManualHost implements Host, Strand {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final TreeMap<Long, List<Runnable>> alarms = new TreeMap<>();
    private long nanos;

    void runOne() {
        tasks.remove().run();
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            runOne();
        }
    }

    /** Runs what waits, and then what becomes due, each at its time. */
    void pass(Duration time) {
        runAll();
        long until = nanos + time.toNanos();
        while (!alarms.isEmpty() && alarms.firstKey() <= until) {
            nanos = alarms.firstKey();
            alarms.pollFirstEntry().getValue().forEach(Runnable::run);
            runAll();
        }
        nanos = until;
    }

    @Override
    public Strand strand(String name, int room, Consumer<RuntimeException> onFailure) {
        return this;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean offer(Runnable task) {
        return tasks.add(task);
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        alarms.computeIfAbsent(nanos + delay.toNanos(), at -> new ArrayList<>()).add(task);
        return () -> {};
    }

    @Override
    public void assertCurrent() {}

    @Override
    public void close() {}
}
