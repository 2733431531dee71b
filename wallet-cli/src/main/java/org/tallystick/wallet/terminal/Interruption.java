package org.tallystick.wallet.terminal;

import java.util.function.IntSupplier;

/**
 * What is said, and with which exit code the process ends, when it is told to stop (Ctrl-C, SIGTERM) in the middle of something
 * whose outcome is then unknown. Holds until closed.
 */
public final class Interruption implements AutoCloseable {
    private final Thread atExit;

    /** @param farewell prints what is to be said and returns the exit code */
    public Interruption(IntSupplier farewell) {
        // Only halting sets the exit code: the one of the signal is fixed before hooks run.
        this.atExit = new Thread(() -> Runtime.getRuntime().halt(farewell.getAsInt()), "interruption");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The signal came first: the hook runs, and ends the process.
        }
    }
}
