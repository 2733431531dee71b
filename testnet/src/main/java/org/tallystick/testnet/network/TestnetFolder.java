package org.tallystick.testnet.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.TextFiles;
import org.tallystick.testnet.network.TestnetException.Kind;

/** The folder of a local network and where everything in it is. */
public record TestnetFolder(Path root) {
    private static final String BEGUN = "begun";
    private static final Pattern NODE = Pattern.compile("node-([0-9]{1,3})");

    /** What is found at {@link #root}. */
    public enum Content {
        /** Nothing, or an empty folder. */
        NOTHING,
        /** A network. */
        NETWORK,
        /** The beginning of a network: founding it was cut short. */
        UNFINISHED,
        /** Files that are not of a network. */
        FOREIGN
    }

    public TestnetFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path genesis() {
        return root.resolve(GenesisFile.NAME);
    }

    /** Written last when a network is founded: a folder that has it is complete. */
    public Path endpoints() {
        return root.resolve(EndpointsFile.NAME);
    }

    /** Whether every node of the network was ready once: from then on none of them may begin a vote log. */
    public boolean hasBegun() {
        return Files.exists(begun());
    }

    /** To be called when every node was ready for the first time. */
    public void markBegun() {
        TextFiles.write(begun(), "Every node of this testnet was ready once.\n");
    }

    private Path begun() {
        return root.resolve(BEGUN);
    }

    public Path wallets() {
        return root.resolve(NetworkProfile.WALLETS);
    }

    public NodeFolder node(int index) {
        return new NodeFolder(index, root.resolve(NodeFolder.nameOf(index)));
    }

    /**
     * The nodes of the network, in order.
     *
     * @throws TestnetException if there is no network
     */
    public List<NodeFolder> nodes() {
        requireNetwork();
        int count = EndpointsFile.read(endpoints()).nodes().size();
        return IntStream.range(0, count).mapToObj(this::node).toList();
    }

    /** Whether the nodes of the network listen from {@code basePort} on. */
    public boolean startsAt(int basePort) {
        return EndpointsFile.read(endpoints()).nodes().getFirst().api().getPort() == basePort;
    }

    /** @throws TestnetException unless {@link #content} is a network */
    public void requireNetwork() {
        switch (content()) {
            case NETWORK -> {}
            case NOTHING, FOREIGN ->
                throw new TestnetException(
                        Kind.NOT_FOUND, "there is no testnet in " + root, "Start one with: tally testnet up");
            case UNFINISHED -> throw unfinished();
        }
    }

    /** What to tell who meets a folder that is {@link Content#UNFINISHED}. */
    public TestnetException unfinished() {
        return new TestnetException(
                Kind.USAGE,
                root + " holds a testnet whose making was cut short",
                "Make it anew with: tally testnet up --reset");
    }

    /** The folders of nodes that are there, whether or not the rest of a network is. */
    List<NodeFolder> nodeFolders() {
        return entries().stream()
                .map(entry -> NODE.matcher(entry.getFileName().toString()))
                .filter(Matcher::matches)
                .map(name -> node(Integer.parseInt(name.group(1))))
                .toList();
    }

    /** Looks at what is there. */
    public Content content() {
        if (Files.exists(endpoints())) {
            return Content.NETWORK;
        }
        List<Path> entries = entries();
        if (entries.isEmpty()) {
            return Content.NOTHING;
        }
        boolean isOurs = entries.stream().allMatch(TestnetFolder::isOurs)
                || nodeFolders().stream().anyMatch(node -> Files.exists(node.config()));
        return isOurs ? Content.UNFINISHED : Content.FOREIGN;
    }

    /**
     * Deletes the network, and the folder unless something else is in it.
     *
     * @return what is not of a network and was left
     */
    List<Path> delete() {
        Content content = content();
        if (content == Content.FOREIGN) {
            throw new TestnetException(
                    Kind.USAGE, root + " holds other files than a testnet's", "Choose another folder with --dir.");
        }
        try {
            // Without this file the folder no longer is a network, whatever happens to the rest.
            Files.deleteIfExists(endpoints());
            for (NodeFolder node : nodeFolders()) {
                node.delete();
            }
            for (Path entry : entries()) {
                if (isOurs(entry)
                        && !NODE.matcher(entry.getFileName().toString()).matches()) {
                    Trees.delete(entry);
                }
            }
            List<Path> left = Trees.files(root);
            if (left.isEmpty()) {
                Trees.delete(root);
            }
            return left;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> entries() {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path entry) {
        String name = entry.getFileName().toString();
        return name.equals(GenesisFile.NAME)
                || name.equals(EndpointsFile.NAME)
                || name.equals(NetworkProfile.WALLETS)
                || name.equals(BEGUN)
                || NODE.matcher(name).matches()
                || name.matches("\\..*\\.new");
    }
}
