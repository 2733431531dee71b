package org.tallystick.testnet.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.config.LoggingSetup;

/** The command line that runs a node. */
@FunctionalInterface
public interface NodeProgram {

    /** Program and arguments. The folder's path stands in it, early, so that the process is known by its command line. */
    List<String> command(NodeFolder node);

    /** The node of this very build: the Java, the class path and so the version that runs the caller. */
    static NodeProgram ofThisBuild() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return node -> {
            List<String> command = new ArrayList<>(detached());
            command.add(java);
            command.add("-Dtallystick.node=" + node.root());
            command.add("-D" + LoggingSetup.FILE_PROPERTY + "=" + node.log());
            command.addAll(JVM_FLAGS);
            command.addAll(List.of("-cp", classPath, "org.tallystick.node.NodeCommand", "run"));
            command.addAll(List.of("--config", node.config().toString()));
            return command;
        };
    }

    /**
     * Several nodes share a machine: the heap is capped, the collectors that need many threads are not used, and what Netty
     * and RocksDB take outside the heap is bounded too. Native code and its memory access are allowed explicitly, as newer
     * JDKs want it. Methods have to be eight times as hot as usual before the optimizing compiler takes them: with four nodes
     * starting on two cores it otherwise takes more of the first minute than the payments do.
     */
    List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xms64m",
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=96m",
            "-XX:ReservedCodeCacheSize=64m",
            "-Xss512k",
            "-XX:Tier4InvocationThreshold=40000",
            "-XX:Tier4MinInvocationThreshold=5000",
            "-XX:Tier4CompileThreshold=120000",
            "-XX:Tier4BackEdgeThreshold=320000",
            "-XX:+ExitOnOutOfMemoryError");

    /** A session of its own, where there is such a thing: a Ctrl-C or a closed terminal then ends the caller alone. */
    private static List<String> detached() {
        Path setsid = Path.of("/usr/bin/setsid");
        return Files.isExecutable(setsid) ? List.of(setsid.toString()) : List.of();
    }
}
