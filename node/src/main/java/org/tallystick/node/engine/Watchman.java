package org.tallystick.node.engine;

import java.time.Duration;
import java.util.function.Consumer;
import org.tallystick.node.metrics.NodeMetrics;

/** Passes on what the engine can't do by itself. */
record Watchman(Synchronizer synchronizer, NodeMetrics metrics, Consumer<RuntimeException> failed)
        implements Engine.Watcher {

    @Override
    public void onBehind() {
        synchronizer.wanted();
    }

    @Override
    public void onViewLeft(Duration after) {
        metrics.viewLasted(after);
    }

    @Override
    public void onFailure(RuntimeException cause) {
        failed.accept(cause);
    }
}
