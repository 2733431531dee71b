package org.tallystick.testnet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.testnet.network.Pause;

/** Nodes that do not come as far as the furthest was when everything had calmed down. */
final class Laggards {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long AWAY = -1;

    private Laggards() {}

    /**
     * Waits for all nodes, and says of each that is not there when {@code patience} runs out how far it came. Their blocks go on
     * all the while: what counts is the height that the furthest has at the beginning.
     */
    static List<String> among(List<TallyClient> nodes, Duration patience) {
        long target = nodes.stream().mapToLong(Laggards::height).max().orElse(0);
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> behind = new ArrayList<>();
        for (TallyClient node : nodes) {
            long height = height(node);
            while (height < target && System.nanoTime() - deadline < 0 && Pause.of(POLL)) {
                height = height(node);
            }
            if (height < target) {
                behind.add(node.base() + (height == AWAY ? " does not answer" : " is at height " + height)
                        + ", and should be at " + target + " after " + patience.toSeconds() + " s");
            }
        }
        return behind;
    }

    private static long height(TallyClient node) {
        try {
            return node.status().head().header().height().value();
        } catch (ClientException e) {
            return AWAY;
        }
    }
}
