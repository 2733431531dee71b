package org.tallystick.testnet.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.tallystick.config.HostPort;
import org.tallystick.config.NodeConfig;
import org.tallystick.testnet.network.TestnetException.Kind;

/** Looks whether ports are free before nodes are started on them, so that the message names the port and not a log file. */
final class Ports {
    private Ports() {}

    static void requireFree(NodeFolder node) {
        NodeConfig.Listen listen = NodeConfig.read(node.config()).listen();
        for (HostPort port : List.of(listen.api(), listen.p2p(), listen.admin())) {
            if (!isFree(port)) {
                throw new TestnetException(
                        Kind.FAILED,
                        "port " + port.port() + ", which " + node.name() + " listens on, is in use",
                        "Stop what uses it, or make a testnet elsewhere with --dir and --base-port.");
            }
        }
    }

    private static boolean isFree(HostPort port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // A node that was killed leaves connections behind that block nobody.
            socket.bind(new InetSocketAddress(port.host(), port.port()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
