package org.tallystick.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Network namespaces of this machine, each with an address of its own on one bridge, so that what one sends to another can be
 * dropped. Needs root and the {@code ip} command.
 */
final class Namespaces implements AutoCloseable {
    /** Of the network 198.18.0.0/15, which is kept free for tests of network equipment (RFC 2544). */
    private final String network;

    private final String prefix;
    private final int count;

    Namespaces(int count) throws IOException {
        long pid = ProcessHandle.current().pid();
        this.network = "198.18." + pid % 256 + ".";
        this.prefix = "tly" + pid;
        this.count = count;
        try {
            ip("link add " + prefix + " type bridge");
            ip("addr add " + network + "254/24 dev " + prefix);
            ip("link set " + prefix + " up");
            for (int i = 0; i < count; i++) {
                ip("netns add " + name(i));
                ip("link add " + name(i) + " type veth peer name eth0 netns " + name(i));
                ip("link set " + name(i) + " master " + prefix + " up");
                in(i, "addr add " + host(i) + "/24 dev eth0");
                in(i, "link set eth0 up");
                in(i, "link set lo up");
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Why this machine can't have them, if it can't. */
    static Optional<String> obstacle() {
        try (Namespaces tried = new Namespaces(1)) {
            tried.cut(0, 0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("network namespaces can't be made here: " + e.getMessage());
        }
    }

    /** The address of namespace {@code i}. */
    String host(int i) {
        return network + (i + 1);
    }

    List<String> hosts() {
        return IntStream.range(0, count).mapToObj(this::host).toList();
    }

    /** Runs a command there. */
    List<String> command(int i, List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(i)));
        all.addAll(command);
        return all;
    }

    /** From now on nothing that {@code from} sends reaches {@code to}. */
    void cut(int from, int to) throws IOException {
        in(from, "route replace blackhole " + host(to) + "/32");
    }

    /** Nothing passes between the two in either direction. */
    void cutBoth(int one, int other) throws IOException {
        cut(one, other);
        cut(other, one);
    }

    /** Everything reaches everyone again. */
    void heal() throws IOException {
        for (int i = 0; i < count; i++) {
            in(i, "route flush type blackhole");
        }
    }

    private String name(int i) {
        return prefix + "-" + i;
    }

    private void in(int i, String arguments) throws IOException {
        ip("-n " + name(i) + " " + arguments);
    }

    private static void ip(String arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("ip " + arguments + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Takes all of them away, as far as they were made. */
    @Override
    public void close() {
        for (int i = 0; i < count; i++) {
            quietly("netns del " + name(i));
        }
        quietly("link del " + prefix);
    }

    private static void quietly(String arguments) {
        try {
            ip(arguments);
        } catch (IOException absent) {
            // It was never made.
        }
    }
}
