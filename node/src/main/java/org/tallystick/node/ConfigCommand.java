package org.tallystick.node;

import java.nio.file.Path;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.genesis.Genesis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at a node's settings without starting it. */
@Command(name = "config", description = "A node's settings.", mixinStandardHelpOptions = true)
final class ConfigCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            description = "Read the settings, the genesis and the key, and say whether they fit.",
            mixinStandardHelpOptions = true)
    int check(
            @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings.")
                    Path file) {
        Installation node = Installation.read(file);
        Genesis genesis = node.genesis();
        if (genesis.authorities().indexOf(node.key().publicKey()).isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("The key is none of the genesis' authorities. Use the key file of one of them.");
            return ExitCode.REJECTED.number();
        }
        spec.commandLine()
                .getOut()
                .println("The settings, the genesis " + genesis.hash() + " and the key fit together.");
        return 0;
    }
}
