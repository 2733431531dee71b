package org.tallystick.testnet.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of one node of a local network; {@code index} is also the authority's index in the genesis. */
public record NodeFolder(int index, Path root) {
    /** A node puts aside what it mends under a name that begins with that of the original. */
    private static final Pattern OURS = Pattern.compile("(node\\.toml|keys|logs|pid|db|votes)([.-].*)?|\\..*\\.new");

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

    /** The node's log, which the node sets aside when it is full; what else its process says goes there too. */
    public Path log() {
        return root.resolve("logs").resolve("node.log");
    }

    /** Which process runs the node; see {@link NodeProcess}. */
    public Path process() {
        return root.resolve("pid");
    }

    /** Deletes what a testnet and its node make here, and nothing else; the folder goes if nothing is left. */
    void delete() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                if (OURS.matcher(entry.getFileName().toString()).matches()) {
                    Trees.delete(entry);
                }
            }
        }
        if (Trees.files(root).isEmpty()) {
            Trees.delete(root);
        }
    }
}
