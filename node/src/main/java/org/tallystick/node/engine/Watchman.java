package org.tallystick.node.engine;

import java.util.function.Consumer;

/** Passes on what the engine can't do by itself. */
record Watchman(Synchronizer synchronizer, Consumer<RuntimeException> failed) implements Engine.Watcher {

    @Override
    public void onBehind() {
        synchronizer.wanted();
    }

    @Override
    public void onFailure(RuntimeException cause) {
        failed.accept(cause);
    }
}
