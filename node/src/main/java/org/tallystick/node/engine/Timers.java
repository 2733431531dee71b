package org.tallystick.node.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.tallystick.consensus.Timer;

/** The state machine's timers. Confined to the engine thread, on which timers also fire. */
final class Timers {
    private final EngineThread thread;
    private final Map<Timer, ScheduledFuture<?>> running = new HashMap<>();

    Timers(EngineThread thread) {
        this.thread = thread;
    }

    void apply(List<Timer.Action> actions, Consumer<Timer> onFired) {
        for (Timer.Action action : actions) {
            switch (action) {
                case Timer.Action.Start start -> start(start, onFired);
                case Timer.Action.Cancel cancel -> cancel(cancel.timer());
            }
        }
    }

    private void start(Timer.Action.Start start, Consumer<Timer> onFired) {
        cancel(start.timer());
        Alarm alarm = new Alarm(start.timer(), onFired);
        alarm.future = thread.schedule(alarm, start.delay().toMillis());
        running.put(start.timer(), alarm.future);
    }

    private void cancel(Timer timer) {
        ScheduledFuture<?> future = running.remove(timer);
        if (future != null) {
            future.cancel(false);
        }
    }

    /** Knows its own future: one that was cancelled or replaced after it had gone off, but before it ran, stays silent. */
    private final class Alarm implements Runnable {
        private final Timer timer;
        private final Consumer<Timer> onFired;
        private @org.jspecify.annotations.Nullable ScheduledFuture<?> future;

        Alarm(Timer timer, Consumer<Timer> onFired) {
            this.timer = timer;
            this.onFired = onFired;
        }

        @Override
        public void run() {
            if (future != null && running.remove(timer, future)) {
                onFired.accept(timer);
            }
        }
    }
}
