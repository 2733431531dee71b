package org.tallystick.consensus.simulation;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Supplier;

/** What happened when, for a reader; costs nothing while nobody reads. */
public final class Trace {
    private final Optional<PrintStream> out;

    private Trace(Optional<PrintStream> out) {
        this.out = out;
    }

    public static Trace none() {
        return new Trace(Optional.empty());
    }

    public static Trace to(PrintStream out) {
        return new Trace(Optional.of(out));
    }

    void note(VirtualTime time, String who, Supplier<String> what) {
        out.ifPresent(stream -> stream.printf("%10.3f ms  %-8s %s%n", time.nowMicros() / 1_000.0, who, what.get()));
    }
}
