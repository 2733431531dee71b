package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.NodeFolder;
import org.tallystick.testnet.network.Testnet;

/**
 * Real nodes, each behind a relay of its own. A link leads through the relay of the node of the higher index, as the other
 * one dials.
 */
final class DistantNodes implements AutoCloseable {
    /** Where a node listens, from where the others look for it; its other ports are closer. */
    private static final int BEHIND = 5;

    private final List<SlowLine> lines = new ArrayList<>();
    private final LiveNetwork network;

    /** As many nodes as there are delays, which bytes take one way; they run when this returns. */
    DistantNodes(Path folder, List<Duration> delays) throws IOException {
        Founding founding = new Founding(delays.size(), FreePorts.base(delays.size()));
        network = new LiveNetwork(folder, founding, UnaryOperator.identity());
        for (int i = 0; i < delays.size(); i++) {
            int known = founding.listen(i).p2p().port();
            listen(testnet().node(i).folder(), known, known + BEHIND);
            lines.add(new SlowLine(known, known + BEHIND, delays.get(i)));
        }
        testnet().begin(LiveNetwork.PATIENCE);
    }

    private static void listen(NodeFolder node, int instead, int port) throws IOException {
        String settings = Files.readString(node.config());
        String there = "p2p = \"127.0.0.1:" + instead + "\"";
        assertThat(settings).contains(there);
        Files.writeString(node.config(), settings.replace(there, "p2p = \"127.0.0.1:" + port + "\""));
    }

    LiveNetwork network() {
        return network;
    }

    Testnet testnet() {
        return network.testnet();
    }

    @Override
    public void close() throws IOException {
        network.close();
        for (SlowLine line : lines) {
            line.close();
        }
    }
}
