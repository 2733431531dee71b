package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.GenesisFile;
import org.tallystick.config.NetworkProfile;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.proof.StateProof;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description =
                "Check the proof of a receipt or a balance against a genesis file alone: no node is asked, none is"
                        + " trusted.")
final class VerifyCommand extends WalletSubcommand {
    @Parameters(
            paramLabel = "FILE",
            description = "A proof: what receipt writes, or a node at /v1/accounts/ADDRESS/proof.")
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
        if (genesisFile != null && session.flags().network().isPresent()) {
            throw CommandFailure.usage("Both --genesis and --network name the network.", "Give one of the two.");
        }
        Network network = genesisFile == null ? session.network() : withoutNodes(session.path(genesisFile));
        ProofText proofs = new ProofText(network.genesis());
        String file = TextFiles.read(session.path(in));
        switch (proofs.kindOf(file)) {
            case RECEIPT -> report(session, network, proofs.checkReceipt(file));
            case STATE -> report(session, network, proofs.checkState(file));
        }
    }

    private static void report(Session session, Network network, ProofText.Checked checked) {
        Wallets wallets = session.wallets(Optional.of(network.profile()));
        TransactionText text = new TransactionText(network, wallets);
        String verdict =
                holds(session) + text.headline(checked.proof().transaction()) + "\n" + ProofText.describe(checked)
                        + "\n" + text.summary(checked.proof().transaction());
        session.report().result(verdict, checked.applied() ? "applied" : "failed", json -> {
            json.put("valid", true);
            json.put("kind", "receipt");
            json.put("outcome", checked.applied() ? "applied" : "failed");
            text.toJson(checked.proof().transaction(), json);
            json.put("height", checked.block().height().value());
            json.put("timeMs", checked.block().timeMs());
        });
    }

    private static void report(Session session, Network network, StateProof proof) {
        RowText row = RowText.of(proof, network);
        String verdict = holds(session) + row.headline() + "\n" + row.details()
                + ProofText.describe(proof.header(), proof.certificate());
        session.report().result(verdict, row.brief(), json -> {
            json.put("valid", true);
            row.toJson(json);
            json.put("height", proof.header().height().value());
            json.put("timeMs", proof.header().timeMs());
        });
    }

    private static String holds(Session session) {
        return session.report().style().good("The proof holds") + "  ";
    }

    private static Network withoutNodes(Path file) {
        Genesis genesis = GenesisFile.read(file);
        NetworkProfile profile = new NetworkProfile(file.toString(), file, List.of(), Optional.empty());
        return new Network(profile, genesis, genesis.hash());
    }
}
