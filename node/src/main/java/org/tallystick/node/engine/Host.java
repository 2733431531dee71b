package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.function.Consumer;

/** What a node runs on: strands to work on, and time. Everything in a node's core takes both from here. */
public interface Host {

    /**
     * Opens a strand.
     *
     * @param name for people
     * @param room how many offered tasks may wait
     * @param onFailure told, on the strand, of the exception that ended it
     */
    Strand strand(String name, int room, Consumer<RuntimeException> onFailure);

    /** What the time of day is; it may jump. */
    InstantSource clock();

    /** Nanoseconds of a clock that only moves forward, from an arbitrary start. */
    long nanoTime();
}
