package org.tallystick.testnet.network;

import java.time.Duration;

/** Waiting between two looks at something outside. */
public final class Pause {
    private Pause() {}

    /** Sleeps; false, with the thread's interrupt status kept, when interrupted: the caller gives up. */
    public static boolean of(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
