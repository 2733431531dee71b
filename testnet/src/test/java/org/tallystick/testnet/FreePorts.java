package org.tallystick.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for a testnet that nobody uses. */
final class FreePorts {
    private FreePorts() {}

    /** A base port for so many nodes, below those that the system hands out for outgoing connections. */
    static int base(int nodes) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(1_500, 3_000) * 10;
            if (allFree(base, nodes)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean allFree(int base, int nodes) {
        for (int node = 0; node < nodes; node++) {
            for (int offset = 0; offset < 3; offset++) {
                try (ServerSocket socket =
                        new ServerSocket(base + 10 * node + offset, 1, InetAddress.getLoopbackAddress())) {
                    socket.setReuseAddress(true);
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return true;
    }
}
