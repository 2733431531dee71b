package org.tallystick.testnet;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.tallystick.config.ExitCode;
import org.tallystick.testnet.network.Founding;
import org.tallystick.testnet.network.Testnet;
import org.tallystick.testnet.network.TestnetException;
import org.tallystick.testnet.network.TestnetException.Kind;
import org.tallystick.testnet.network.TestnetFolder;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.GlobalFlags;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description =
                "Found a testnet, or go on with the one in the folder: start every node and wait until all are ready.")
final class UpCommand extends Verb {
    private static final int DEFAULT_NODES = 4;
    private static final int DEFAULT_BASE_PORT = 8700;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "How many authorities, each a process of its own (default: " + DEFAULT_NODES + ").")
    private Optional<Integer> nodes = Optional.empty();

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description =
                    "Node i listens on PORT + 10 i and the two ports after it (default: " + DEFAULT_BASE_PORT + ").")
    private Optional<Integer> basePort = Optional.empty();

    @Option(names = "--detach", description = "Return when all are ready, and leave the nodes running.")
    private boolean detach;

    @Option(names = "--reset", description = "Delete the testnet in the folder first, with its keys and ledger.")
    private boolean reset;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    UpCommand(Surroundings around) {
        super(around);
    }

    @Override
    ExitCode run() throws InterruptedException {
        TestnetFolder folder = folder();
        if (reset && folder.content() != TestnetFolder.Content.NOTHING) {
            delete(folder, confirmation);
        }
        boolean isNew = found(folder);
        try (Testnet testnet = open()) {
            LiveTable live = new LiveTable(testnet);
            if (!detach) {
                live.stopNodesAtExit(report());
            }
            report().note("Starting " + testnet.nodes().size() + " nodes in " + folder.root() + " ...");
            testnet.begin(PATIENCE);
            if (isNew) {
                NamedWallets.register(testnet);
            }
            UpReport report = UpReport.of(testnet);
            result(report.toText(folderFlag("-n"), folderFlag("--dir")), report.brief(), report);
            if (!detach) {
                report().note("\nCtrl-C stops the nodes.");
                boolean drawn = around().outIsTerminal() && flags().format() == GlobalFlags.Format.TEXT;
                live.show(around().out(), drawn && !flags().quiet());
            }
            return ExitCode.DONE;
        }
    }

    /** Whether it was not there before. */
    private boolean found(TestnetFolder folder) {
        TestnetFolder.Content before = folder.content();
        switch (before) {
            case NOTHING -> {
                Founding founding = new Founding(nodes.orElse(DEFAULT_NODES), basePort.orElse(DEFAULT_BASE_PORT));
                founding.requireFreePorts();
                founding.found(folder, System.currentTimeMillis(), new SecureRandom());
            }
            case NETWORK -> requireSame(folder);
            case UNFINISHED -> throw folder.unfinished();
            case FOREIGN ->
                throw new TestnetException(
                        Kind.USAGE,
                        folder.root() + " holds other files than a testnet's",
                        "Choose another folder with --dir.");
        }
        return before == TestnetFolder.Content.NOTHING;
    }

    /** What is there is not changed by options that differ; going on with it silently would hide that. */
    private void requireSame(TestnetFolder folder) {
        int there = folder.nodes().size();
        if (nodes.isPresent() && nodes.get() != there) {
            throw differs(folder, there + " nodes, not " + nodes.get());
        }
        if (basePort.isPresent() && !folder.startsAt(basePort.get())) {
            throw differs(folder, "another base port than " + basePort.get());
        }
    }

    private static TestnetException differs(TestnetFolder folder, String how) {
        return new TestnetException(
                Kind.USAGE,
                "the testnet in " + folder.root() + " has " + how,
                "Leave the option out to go on with it, or make it anew with --reset.");
    }
}
