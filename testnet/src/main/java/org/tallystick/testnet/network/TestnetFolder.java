package org.tallystick.testnet.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.EndpointsFile;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.TextFiles;
import org.tallystick.testnet.network.TestnetException.Kind;

/** The folder of a local network and where everything in it is. */
public record TestnetFolder(Path root) {

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
        return root.resolve("begun");
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

    /** Looks at what is there. */
    public Content content() {
        if (Files.exists(endpoints())) {
            return Content.NETWORK;
        }
        if (!Files.exists(root)) {
            return Content.NOTHING;
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<String> names =
                    entries.map(entry -> entry.getFileName().toString()).toList();
            if (names.isEmpty()) {
                return Content.NOTHING;
            }
            return names.stream().allMatch(TestnetFolder::isOurs) ? Content.UNFINISHED : Content.FOREIGN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the network and its folder, and nothing that is not of a network. */
    public void delete() {
        Content content = content();
        if (content == Content.FOREIGN) {
            throw new TestnetException(
                    Kind.USAGE, root + " holds other files than a testnet's", "Choose another folder with --dir.");
        }
        if (content == Content.NOTHING) {
            return;
        }
        try {
            // Without this file the folder no longer is a network, whatever happens to the rest.
            Files.deleteIfExists(endpoints());
            Files.walkFileTree(root, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(GenesisFile.NAME)
                || name.equals(NetworkProfile.WALLETS)
                || name.matches("node-[0-9]{1,3}")
                || name.matches("\\..*\\.new");
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
