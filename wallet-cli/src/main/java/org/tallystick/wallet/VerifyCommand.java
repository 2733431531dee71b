package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Check a receipt's proof against a genesis file alone: no node is asked, none is trusted.")
final class VerifyCommand extends WalletSubcommand {
    @Parameters(paramLabel = "FILE", description = "A file written by receipt.")
    private Path in = Path.of("");

    @Option(
            names = "--genesis",
            paramLabel = "FILE",
            description = "The network's genesis file. Default: that of the network chosen with -n.")
    private @Nullable Path genesisFile;

    VerifyCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Network network = genesisFile == null ? session.network() : withoutNodes(session.path(genesisFile));
        ProofText.Checked checked = new ProofText(network.genesis()).checkFile(TextFiles.read(session.path(in)));
        Wallets wallets = session.wallets(Optional.of(network.profile()));
        TransactionText text = new TransactionText(network, wallets);
        String verdict = session.report().style().good("The proof holds") + "  "
                + text.headline(checked.proof().transaction()) + "\n" + ProofText.describe(checked) + "\n"
                + text.summary(checked.proof().transaction());
        session.report().result(verdict, json -> {
            json.put("valid", true);
            json.put("outcome", checked.applied() ? "applied" : "failed");
            text.toJson(checked.proof().transaction(), json);
            json.put("height", checked.block().height().value());
            json.put("timeMs", checked.block().timeMs());
        });
    }

    private static Network withoutNodes(Path file) {
        Genesis genesis = GenesisFile.read(file);
        NetworkProfile profile = new NetworkProfile(file.toString(), file, List.of(), Optional.empty());
        return new Network(profile, genesis, genesis.hash());
    }
}
