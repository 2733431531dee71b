package org.tallystick.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.NodeProcess;
import org.tallystick.testnet.network.NodeProgram;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List the testnets in the working directory.")
final class ListCommand extends Verb {

    /** The JSON. */
    record Result(List<Found> testnets) {}

    /** One testnet. */
    record Found(String folder, int nodes, long running) {}

    ListCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() {
        requireNoFolder();
        List<Found> found = testnets();
        if (found.isEmpty()) {
            result("No testnet here. Start one with: tally testnet up", new Result(found));
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("FOLDER", "NODES", "RUNNING");
        found.forEach(each -> table.row(each.folder(), String.valueOf(each.nodes()), String.valueOf(each.running())));
        result(table.toString(), new Result(found));
        return ExitCode.DONE;
    }

    private List<Found> testnets() {
        try (Stream<Path> entries = Files.list(around().workingFolder())) {
            return entries.filter(Files::isDirectory)
                    .map(TestnetFolder::new)
                    .filter(folder -> folder.content() == TestnetFolder.Content.NETWORK)
                    .sorted((a, b) -> a.root().compareTo(b.root()))
                    .map(ListCommand::look)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Found look(TestnetFolder folder) {
        try (Testnet testnet = new Testnet(folder, NodeProgram.ofThisBuild())) {
            List<NodeProcess> nodes = testnet.nodes();
            long running =
                    nodes.stream().filter(node -> node.running().isPresent()).count();
            return new Found(folder.root().toString(), nodes.size(), running);
        }
    }
}
