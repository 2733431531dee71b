package org.tallystick.node.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tallystick.config.NodeConfig;
import org.tallystick.node.NodeCommand;

/** A node in a process of its own, with as little memory as one likes. */
final class ForkedNode implements AutoCloseable {
    private final Process process;

    /** @param folder where its settings and its output go */
    ForkedNode(NodeConfig config, Path folder, String... javaOptions) throws IOException {
        Path file = folder.resolve("node.toml");
        config.write(file);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(Arrays.asList(javaOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeCommand.class.getName()));
        command.addAll(List.of("run", "--first-start", "--config", file.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(folder).toFile())
                .start();
    }

    /** All that a node in {@code folder} has printed. */
    static Path output(Path folder) {
        return folder.resolve("output.txt");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What whoever lists the machine's processes sees of it. */
    String arguments() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    }

    /** Memory that the process has in use, as the system sees it. */
    long residentMib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024;
            }
        }
        throw new IOException("no VmRSS");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
