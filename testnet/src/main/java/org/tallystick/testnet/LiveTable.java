package org.tallystick.testnet;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.tallystick.testnet.network.Pause;
import org.tallystick.testnet.network.Testnet;

/** The status of all nodes, drawn over itself while the command stays in the foreground. */
final class LiveTable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private LiveTable() {}

    /** Makes the end of this program, Ctrl-C included, the end of the nodes. */
    static void stopAtExit(Testnet testnet, Consumer<String> progress) {
        Thread stop = new Thread(() -> {
            progress.accept("Stopping the nodes ...");
            testnet.stopAll();
        });
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /**
     * Returns when no node runs any more.
     *
     * @param drawn whether there is a terminal to draw on
     */
    static void show(Testnet testnet, PrintStream out, boolean drawn) {
        int lines = 0;
        while (testnet.nodes().stream().anyMatch(node -> node.running().isPresent())) {
            if (drawn) {
                String text = StatusReport.of(testnet).toText();
                out.print((lines == 0 ? "\n" : "\033[%dA\033[J".formatted(lines)) + text + "\n");
                out.flush();
                lines = (int) text.lines().count();
            }
            if (!Pause.of(INTERVAL)) {
                return;
            }
        }
    }
}
