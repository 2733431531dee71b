package org.tallystick.testnet;

import java.io.PrintStream;
import java.time.Duration;
import org.tallystick.testnet.load.Progress;
import org.tallystick.wallet.terminal.Surroundings;

/** One line that is drawn over itself, where standard error is a terminal; otherwise one line per finished piece of work. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final int WIDTH = 30;

    private final PrintStream err;
    private final boolean drawn;
    private final boolean quiet;
    private long lastNanos = System.nanoTime() - INTERVAL_NANOS;
    private boolean open;

    ProgressLine(Surroundings around, boolean quiet) {
        this.err = around.err();
        this.drawn = around.errIsTerminal();
        this.quiet = quiet;
    }

    @Override
    public void at(String what, long done, long total) {
        long now = System.nanoTime();
        boolean finished = done == total;
        boolean tooSoon = !drawn || now - lastNanos < INTERVAL_NANOS;
        if (quiet || (tooSoon && !finished)) {
            return;
        }
        lastNanos = now;
        if (drawn) {
            int filled = (int) (total == 0 ? WIDTH : done * WIDTH / total);
            err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] ");
        }
        err.print("%,d of %,d %s".formatted(done, total, what));
        open = !finished;
        if (finished) {
            err.println();
        }
        err.flush();
    }

    /** Leaves the cursor on a line of its own. */
    @Override
    public void close() {
        if (open) {
            err.println();
            err.flush();
        }
    }
}
