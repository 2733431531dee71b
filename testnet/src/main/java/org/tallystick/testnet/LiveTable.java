package org.tallystick.testnet;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.wallet.terminal.Report;

/** The status of all nodes, drawn over itself while the command stays in the foreground; its end is the nodes' end. */
final class LiveTable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String NO_WRAP = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final Testnet testnet;
    private final CountDownLatch ending = new CountDownLatch(1);

    LiveTable(Testnet testnet) {
        this.testnet = testnet;
    }

    /** Makes the end of this program, Ctrl-C included, the end of the nodes. */
    void stopNodesAtExit(Report report) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.countDown();
            report.note("Stopping the nodes ...");
            testnet.stopAll();
        }));
    }

    /**
     * Returns when no node runs any more, or this program is ending.
     *
     * @param drawn whether there is a terminal to draw on
     */
    void show(PrintStream out, boolean drawn) throws InterruptedException {
        int lines = 0;
        do {
            if (drawn) {
                String text = StatusReport.of(testnet).toText();
                if (ending.getCount() == 0) {
                    return;
                }
                String back = lines == 0 ? "\n" : "\033[%dA\033[J".formatted(lines);
                // On a narrow terminal lines are cut and not wrapped: the way back is counted in lines.
                out.print(back + NO_WRAP + text + WRAP + "\n");
                out.flush();
                lines = (int) text.lines().count();
            }
        } while (!ending.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
                && testnet.nodes().stream().anyMatch(node -> node.running().isPresent()));
    }
}
