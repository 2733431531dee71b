package org.tallystick.node.metrics;

import java.time.Duration;

/** Told how long a node's work takes. Thread-safe. */
public interface Timings {

    /** A view was left, so long after it was entered. */
    void viewLasted(Duration duration);

    /** Final blocks were written, synced, in so long. */
    void committed(Duration duration);
}
