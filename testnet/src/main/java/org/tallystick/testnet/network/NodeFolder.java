package org.tallystick.testnet.network;

import java.nio.file.Path;

/** The folder of one node of a local network; {@code index} is also the authority's index in the genesis. */
public record NodeFolder(int index, Path root) {

    static String nameOf(int index) {
        return "node-" + index;
    }

    /** As in the genesis and in logs: {@code node-0}. */
    public String name() {
        return nameOf(index);
    }

    public Path config() {
        return root.resolve("node.toml");
    }

    public Path key() {
        return root.resolve("keys").resolve("node.json");
    }

    /** Standard output and error of the node's process. */
    public Path log() {
        return root.resolve("logs").resolve("node.log");
    }

    /** Which process runs the node; see {@link NodeProcess}. */
    public Path process() {
        return root.resolve("pid");
    }
}
