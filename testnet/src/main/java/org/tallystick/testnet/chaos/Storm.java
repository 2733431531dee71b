package org.tallystick.testnet.chaos;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.tallystick.testnet.load.Progress;
import org.tallystick.testnet.network.NodeProcess;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetException;

/** Does to the nodes what the schedule says, and sees to it that all run at the end. */
final class Storm implements Ending {
    private final Testnet testnet;
    private final Schedule schedule;
    private final Books books;
    private final boolean[] shouldRun;
    private int kills;
    private int pauses;
    private volatile boolean over;
    private volatile long endNanos;

    private record Due(long atMs, Runnable action) {}

    Storm(Testnet testnet, Schedule schedule, Books books) {
        this.testnet = testnet;
        this.schedule = schedule;
        this.books = books;
        this.shouldRun = new boolean[testnet.nodes().size()];
        java.util.Arrays.fill(shouldRun, true);
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public boolean overFor(Duration time) {
        return over && System.nanoTime() - endNanos > time.toNanos();
    }

    int kills() {
        return kills;
    }

    int pauses() {
        return pauses;
    }

    /** Returns when all is done; the nodes run again, though they may not be ready yet. */
    void rage(Progress progress) throws InterruptedException {
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atMs));
        schedule.strikes().forEach(strike -> due.add(new Due(strike.atMs(), () -> strike(strike, due))));
        long start = System.nanoTime();
        try {
            while (!due.isEmpty()) {
                Due next = due.remove();
                long wait = next.atMs - (System.nanoTime() - start) / 1_000_000;
                if (wait > 0) {
                    Thread.sleep(wait);
                }
                next.action.run();
                requireRunning();
                progress.at(
                        "strikes",
                        Math.min(kills + pauses, schedule.strikes().size()),
                        schedule.strikes().size());
            }
        } finally {
            testnet.nodes().forEach(NodeProcess::unpause);
            testnet.startAll();
        }
    }

    void end() {
        endNanos = System.nanoTime();
        over = true;
    }

    private void strike(Schedule.Strike strike, PriorityQueue<Due> due) {
        NodeProcess node = testnet.node(strike.node());
        switch (strike.kind()) {
            case KILL -> {
                kills++;
                shouldRun[strike.node()] = false;
                node.kill();
                due.add(new Due(strike.atMs() + strike.forMs(), () -> start(strike.node())));
            }
            case PAUSE -> {
                pauses++;
                node.pause();
                due.add(new Due(strike.atMs() + strike.forMs(), node::unpause));
            }
        }
    }

    private void start(int node) {
        try {
            testnet.start(node);
            shouldRun[node] = true;
        } catch (TestnetException e) {
            books.violated(testnet.node(node).folder().name() + " does not start: " + e.getMessage());
        }
    }

    /** A node that ends by itself would have to be repaired by hand. */
    private void requireRunning() {
        for (int i = 0; i < shouldRun.length; i++) {
            if (shouldRun[i] && testnet.node(i).running().isEmpty()) {
                shouldRun[i] = false;
                books.violated(testnet.node(i).folder().name() + " ended by itself; see "
                        + testnet.node(i).folder().log());
            }
        }
    }
}
