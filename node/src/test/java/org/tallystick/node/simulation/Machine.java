package org.tallystick.node.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.simulation.VirtualTime;
import org.tallystick.node.engine.Host;
import org.tallystick.node.engine.Strand;
import org.tallystick.node.store.SimulatedDisk;

/**
 * The machine that a node runs on. Work takes time, of which each strand has its own; the clock may be wrong and may jump;
 * the power may go at any effect, that is, at any write, sync or message.
 */
final class Machine implements Host, SimulatedDisk.Power {
    private final VirtualTime time;
    private final SplittableRandom random;
    private final long startMs;
    private final double drift;
    private final Runnable onPowerCut;

    private long clockOffsetMs;
    private boolean on;
    private boolean paused;
    private int life;
    private int effectsLeft = Integer.MAX_VALUE;
    private long spentMicros;
    private @Nullable VirtualStrand current;
    private final Deque<Runnable> frozen = new ArrayDeque<>();
    private final List<VirtualStrand> strands = new ArrayList<>();

    /**
     * @param startMs the time of day at which the simulation starts
     * @param onPowerCut told when the power went
     */
    Machine(VirtualTime time, SplittableRandom random, long startMs, Runnable onPowerCut) {
        this.time = time;
        this.random = random;
        this.startMs = startMs;
        this.drift = 0.9 + random.nextDouble() * 0.2;
        this.onPowerCut = onPowerCut;
    }

    @Override
    public Strand strand(String name, int room, Consumer<RuntimeException> onFailure) {
        VirtualStrand strand = new VirtualStrand(name, room, onFailure);
        strands.add(strand);
        return strand;
    }

    @Override
    public InstantSource clock() {
        return () -> Instant.ofEpochMilli(startMs + time.nowMicros() / 1_000 + clockOffsetMs);
    }

    @Override
    public long nanoTime() {
        return (time.nowMicros() + spentMicros) * 1_000;
    }

    void powerOn() {
        on = true;
        effectsLeft = Integer.MAX_VALUE;
        paused = false;
    }

    boolean isOn() {
        return on;
    }

    boolean isPaused() {
        return paused;
    }

    void powerOff() {
        on = false;
        life++;
        current = null;
        spentMicros = 0;
        frozen.clear();
        strands.clear();
    }

    /** The power goes {@code count} effects from now. */
    void powerCutAfter(int count) {
        effectsLeft = count;
    }

    /** From now on the clock is wrong by so much. */
    void clockOff(long byMs) {
        clockOffsetMs = byMs;
    }

    void pause(boolean pauses) {
        paused = pauses;
        while (!paused && !frozen.isEmpty()) {
            time.after(0, frozen.remove());
        }
    }

    /** Something happens that others, or a later life, can see. */
    @Override
    public void effect() {
        if (--effectsLeft <= 0) {
            throw new PowerCut();
        }
    }

    /** What runs now takes this much longer. */
    @Override
    public void spend(long micros) {
        spentMicros += micros;
    }

    /**
     * Where work waits.
     *
     * @param tasks how many
     */
    record Queue(String strand, int tasks) {
        static final Queue NONE = new Queue("none", 0);
    }

    /** The strand on which most tasks wait. */
    Queue longestQueue() {
        return strands.stream()
                .map(each -> new Queue(each.name, each.inbox.size()))
                .max(Comparator.comparingInt(Queue::tasks))
                .orElse(Queue.NONE);
    }

    /** How much time what runs now has taken so far. */
    long spent() {
        return spentMicros;
    }

    /** Runs what comes from outside, a packet or a request, unless the machine is off; later when it is paused. */
    void interrupt(Runnable work) {
        inThisLife(() -> guarded(work)).run();
    }

    /** Runs {@code work} after a while, unless the power goes before. */
    void later(long delayMicros, Runnable work) {
        time.after(delayMicros, inThisLife(() -> guarded(work)));
    }

    private Runnable inThisLife(Runnable work) {
        int planned = life;
        return new Runnable() {
            @Override
            public void run() {
                if (!on || planned != life) {
                    return;
                }
                if (paused) {
                    frozen.add(this);
                } else {
                    work.run();
                }
            }
        };
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (PowerCut cut) {
            onPowerCut.run();
        }
        if (current == null) {
            // What came from outside has had its answer; the next one's work is its own.
            spentMicros = 0;
        }
    }

    private final class VirtualStrand implements Strand {
        private final String name;
        private final Consumer<RuntimeException> onFailure;
        private final Deque<Runnable> inbox = new ArrayDeque<>();
        private int room;
        private boolean planned;
        private boolean ended;

        VirtualStrand(String name, int room, Consumer<RuntimeException> onFailure) {
            this.name = name;
            this.room = room;
            this.onFailure = onFailure;
        }

        @Override
        public void execute(Runnable task) {
            inbox.add(task);
            plan(spentMicros + 1 + random.nextLong(30));
        }

        @Override
        public boolean offer(Runnable task) {
            if (room == 0) {
                return false;
            }
            room--;
            execute(() -> {
                room++;
                task.run();
            });
            return true;
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            boolean[] cancelled = new boolean[1];
            long micros = (long) (delay.toNanos() * drift / 1_000);
            later(
                    spentMicros + micros,
                    () -> execute(() -> {
                        if (!cancelled[0]) {
                            task.run();
                        }
                    }));
            return () -> cancelled[0] = true;
        }

        @Override
        public void assertCurrent() {
            if (current != this) {
                throw new IllegalStateException("not on " + name);
            }
        }

        private void plan(long delayMicros) {
            if (!planned && !ended && !inbox.isEmpty()) {
                planned = true;
                later(delayMicros, this::runOne);
            }
        }

        private void runOne() {
            Runnable task = inbox.remove();
            current = this;
            spentMicros = 0;
            try {
                task.run();
            } catch (RuntimeException cause) {
                ended = true;
                onFailure.accept(cause);
            }
            long took = spentMicros;
            current = null;
            spentMicros = 0;
            planned = false;
            plan(took + 1 + random.nextLong(30));
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
