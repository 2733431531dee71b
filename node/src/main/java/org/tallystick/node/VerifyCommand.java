package org.tallystick.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tallystick.config.ExitCode;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NodeConfig;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.mempool.SignatureChecks;
import org.tallystick.node.store.LedgerAudit;
import org.tallystick.node.store.LedgerAudit.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes the whole ledger of a stopped node again and compares it with what is stored. */
@Command(
        name = "verify",
        description = {
            "Replay the ledger of a stopped node from the genesis and compare it with what is stored.",
            "Checks the chain of hashes, certificates, signatures, every transaction by executing it again, the state"
                    + " and the indexes. Exit code 4 and the first thing wrong if there is one; 2 if the node runs.",
            "Lists the blocks whose receipts this node can't prove for want of certificates; that alone is exit code 0."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final long PROGRESS_STEP = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The node's settings, node.toml.")
    private Path config = Path.of("node.toml");

    @Override
    public Integer call() {
        NodeConfig settings = NodeConfig.read(config);
        Path ledger = settings.storage().ledger();
        if (!Files.isDirectory(ledger)) {
            spec.commandLine().getErr().println("There is no ledger in " + ledger + ". The node has not run yet.");
            return ExitCode.NOT_FOUND.number();
        }
        Genesis genesis = GenesisFile.read(settings.identity().genesis());
        Verifier verifier = P256.verifier();
        int helpers = Runtime.getRuntime().availableProcessors() - 1;
        try (SignatureChecks signatures = new SignatureChecks(new BlockExecutor(genesis).rules(), verifier, helpers)) {
            LedgerAudit audit = new LedgerAudit(genesis, verifier, signatures::check);
            return report(audit.of(ledger, this::progress));
        }
    }

    private void progress(Height height, Height last) {
        if (height.value() % PROGRESS_STEP == 0) {
            spec.commandLine().getErr().println("block " + height + " of " + last);
        }
    }

    private int report(Finding finding) {
        return switch (finding) {
            case Finding.Sound sound -> {
                spec.commandLine()
                        .getOut()
                        .println("The ledger is sound: " + sound.height() + " blocks after the genesis, "
                                + sound.transactions() + " transactions, " + sound.accounts() + " accounts, head "
                                + sound.hash() + ".");
                sound.unprovable()
                        .forEach(stretch -> spec.commandLine()
                                .getOut()
                                .println("Receipts in the blocks " + stretch + " can't be proven: certificates are"
                                        + " missing. A running node asks its peers for them."));
                yield 0;
            }
            case Finding.Wrong wrong -> {
                spec.commandLine()
                        .getErr()
                        .println("The ledger is wrong at block " + wrong.height() + ": " + wrong.what()
                                + ". Move the db directory away and start the node: it fetches the ledger from the"
                                + " others. Keep the votes directory as it is.");
                yield ExitCode.REJECTED.number();
            }
        };
    }
}
