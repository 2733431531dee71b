package org.tallystick.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.config.NodeKeyFile;
import org.tallystick.consensus.LogRecord;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.value.View;
import org.tallystick.node.engine.Node;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a node whose vote log is lost a fresh one, with which it can't contradict what it may have voted before. */
@Command(
        name = "recover",
        description = {
            "Start a fresh vote log for a stopped node whose own is lost or damaged.",
            "The node then votes in no view up to the one given, which must be no lower than any view in which it may"
                    + " have voted: take the highest 'view' in /v1/status of the other nodes, and add some."
        },
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings, node.toml.")
    private Path config = Path.of("node.toml");

    @Option(names = "--view", required = true, paramLabel = "VIEW", description = "No votes up to this view.")
    private long view;

    @Override
    public Integer call() {
        NodeConfig settings = NodeConfig.read(config);
        VoteLogIdentity identity = new VoteLogIdentity(
                GenesisFile.read(settings.identity().genesis()).hash(),
                NodeKeyFile.read(settings.identity().keyFile()).publicKey());
        requireLateEnough(settings);
        try (VoteLog log = VoteLog.startOver(settings.storage().votes(), Node.voteWitness(settings), identity)) {
            log.append(List.of(Bytes.encodingOf(new LogRecord.Abstain(View.of(view)))));
        }
        spec.commandLine().getOut().println("The vote log is fresh. The node votes again after view " + view + ".");
        return 0;
    }

    /** The node has at least voted until its own newest final block. */
    private void requireLateEnough(NodeConfig settings) {
        if (!Files.isDirectory(settings.storage().ledger())) {
            return;
        }
        try (LedgerStore ledger = LedgerStore.open(
                settings.storage().ledger(),
                GenesisFile.read(settings.identity().genesis()))) {
            View last = ledger.head().header().view();
            if (View.of(view).isBefore(last)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--view " + view + " is too low: this node's own ledger reaches view " + last
                                + ". Take the highest 'view' in /v1/status of the other nodes, and add some.");
            }
        }
    }
}
