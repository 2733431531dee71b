package org.tallystick.testnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds ports for a testnet that nobody uses, nor will: those of tests that run at the same time follow each other. */
final class FreePorts {
    private static final int FIRST = 15_000;

    /** The system hands out those above for outgoing connections. */
    private static final int LAST = 30_000;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST - FIRST) / 10 * 10);

    private FreePorts() {}

    /** A base port for so many nodes. */
    static int base(int nodes) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = FIRST + NEXT.getAndAdd(10 * nodes) % (LAST - FIRST);
            if (allFree(base, nodes)) {
                return base;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean allFree(int base, int nodes) {
        for (int node = 0; node < nodes; node++) {
            for (int offset = 0; offset < 10; offset++) {
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
