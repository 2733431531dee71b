package org.tallystick.testnet.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.testnet.network.TestnetException.Kind;

/** Looks whether ports are free before nodes are started on them, so that the message names the port and not a log file. */
final class Ports {
    private static final int HIGHEST = 65_536;
    private static final int STEP = 100;
    private static final int TRIES = 100;

    private Ports() {}

    static void requireFree(NodeFolder node) {
        for (HostPort port : ports(NodeConfig.read(node.config()).listen())) {
            if (!isFree(port)) {
                throw new TestnetException(
                        Kind.FAILED,
                        "port " + port.port() + ", which " + node.name() + " listens on, is in use",
                        "Stop what uses it, or make a testnet elsewhere with --dir and --base-port.");
            }
        }
    }

    /**
     * The same for a network that is about to be founded, so that no folder is left behind that could not be started; tells a
     * base port that would do.
     */
    static void requireFree(Founding founding) {
        for (int i = 0; i < founding.nodes(); i++) {
            for (HostPort port : ports(founding.listen(i))) {
                if (!isFree(port)) {
                    throw new TestnetException(
                            Kind.FAILED,
                            "port " + port.port() + ", which " + NodeFolder.nameOf(i) + " listens on, is in use",
                            freeBase(founding)
                                    .map(base -> "Free is, for example: tally testnet up --base-port " + base)
                                    .orElse("Stop what uses it, or choose another --base-port."));
                }
            }
        }
    }

    private static Optional<Integer> freeBase(Founding founding) {
        int needed = 10 * founding.nodes();
        return IntStream.iterate(founding.basePort() + STEP, base -> base + needed <= HIGHEST, base -> base + STEP)
                .limit(TRIES)
                .filter(base -> allFree(new Founding(founding.nodes(), base, founding.hosts())))
                .boxed()
                .findFirst();
    }

    private static boolean allFree(Founding founding) {
        return IntStream.range(0, founding.nodes())
                .mapToObj(founding::listen)
                .flatMap(listen -> ports(listen).stream())
                .allMatch(Ports::isFree);
    }

    private static List<HostPort> ports(NodeConfig.Listen listen) {
        return List.of(listen.api(), listen.p2p(), listen.admin());
    }

    /** True of an address that is not this machine's, or not of this namespace: what is free there can't be seen from here. */
    private static boolean isFree(HostPort port) {
        InetSocketAddress address = new InetSocketAddress(port.host(), port.port());
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // A node that was killed leaves connections behind that block nobody.
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return !isOurs(address);
        }
    }

    private static boolean isOurs(InetSocketAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address.getAddress()) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
