package org.tallystick.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.tallystick.config.ExitCode;
import org.tallystick.config.LoggingSetup;
import org.tallystick.config.NodeConfig;
import org.tallystick.node.engine.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a node until the process is told to end, or the node can't take part any more. */
@Command(
        name = "run",
        description = {
            "Run a node until it is told to stop (Ctrl-C).",
            "When it can't take part any more, as when its disk is full, it says why and ends with exit code 1, for"
                    + " whatever supervises it to start it again."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

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
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        // Until then the process is there until it is told to end, which ends it from here.
        String reason = node.awaitFailure();
        spec.commandLine().getErr().println("tally node: this node can't go on: " + reason);
        return ExitCode.INTERNAL.number();
    }
}
