package org.tallystick.testnet;

import java.nio.file.Path;
import java.util.List;
import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "remove", description = "End all nodes and delete the testnet's folder with its keys and ledger.")
final class RemoveCommand extends Verb {
    @Mixin
    private final Confirmation confirmation = new Confirmation();

    /**
     * The JSON.
     *
     * @param left files that are not of a testnet
     */
    record Result(String removed, List<String> left) {}

    RemoveCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        TestnetFolder folder = folder();
        if (folder.content() != TestnetFolder.Content.UNFINISHED) {
            folder.requireNetwork();
        }
        List<Path> left = delete(folder, confirmation);
        left.forEach(file -> report().note("Left, as it is not of a testnet: " + file));
        result(
                "Removed " + (left.isEmpty() ? "" : "the testnet in ") + folder.root(),
                new Result(
                        folder.root().toString(),
                        left.stream().map(Path::toString).toList()));
        return ExitCode.DONE;
    }
}
