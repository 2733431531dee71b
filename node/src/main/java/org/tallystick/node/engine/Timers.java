package org.tallystick.node.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Timer;

/** The state machine's timers. Confined to the engine's strand, on which timers also fire. */
final class Timers {
    private final Strand strand;
    private final Map<Timer, Strand.Alarm> running = new HashMap<>();

    Timers(Strand strand) {
        this.strand = strand;
    }

    void apply(List<Timer.Action> actions, Consumer<Timer> onFired) {
        strand.assertCurrent();
        for (Timer.Action action : actions) {
            switch (action) {
                case Timer.Action.Start start -> start(start, onFired);
                case Timer.Action.Cancel cancel -> cancel(cancel.timer());
            }
        }
    }

    private void start(Timer.Action.Start start, Consumer<Timer> onFired) {
        cancel(start.timer());
        running.put(start.timer(), strand.schedule(start.delay(), () -> {
            running.remove(start.timer());
            onFired.accept(start.timer());
        }));
    }

    private void cancel(Timer timer) {
        Strand.@Nullable Alarm alarm = running.remove(timer);
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
