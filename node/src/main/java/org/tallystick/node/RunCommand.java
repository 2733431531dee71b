package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.tallystick.config.LoggingSetup;
import org.tallystick.config.NodeConfig;
import org.tallystick.node.engine.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node until the process is told to end. */
@Command(name = "run", description = "Run a node until it is told to stop (Ctrl-C).", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings, node.toml.")
    private Path config = Path.of("node.toml");

    @Option(
            names = "--first-start",
            description = "This node's key has never voted, on this machine or any other: begin its vote log.")
    private boolean firstStart;

    @Override
    public Integer call() throws IOException, InterruptedException {
        NodeConfig settings = NodeConfig.read(config);
        LoggingSetup.apply(settings.logging());
        Node node = Node.start(settings, InstantSource.system(), firstStart);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
