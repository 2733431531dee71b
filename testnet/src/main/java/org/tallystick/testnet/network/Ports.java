package org.tallystick.testnet.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
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
