package org.tallystick.wallet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Style;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipt",
        description =
                "Fetch the proof that a payment is final, check it, and keep it as a file that anyone can verify.")
final class ReceiptCommand extends WalletSubcommand {
    @Parameters(paramLabel = "TXID", description = "The transaction's id, or its beginning as history shows it.")
    private String transactionId = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write the proof to this file; else it goes to standard output.")
    private @Nullable Path out;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    ReceiptCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Network network = session.network();
        ProofText proofs = new ProofText(network.genesis());
        ProofText.Checked checked;
        Hash id;
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            Hash wanted = TransactionIds.resolve(session.outbox(network), nodes, transactionId);
            checked = nodes.askAll(node -> proofs.checkReceiptOf(wanted, node.transactionProof(wanted)));
            id = wanted;
        }
        String text = proofs.write(checked.proof());
        if (out == null) {
            session.around().out().print(text);
            return;
        }
        Path file = session.path(out);
        confirmation.requireForWriting(file, session.prompt());
        TextFiles.write(file, text);
        String headline = new TransactionText(network, session.wallets(network))
                .headline(checked.proof().transaction());
        Style style = session.report().style();
        String state = checked.applied() ? style.good("Final") : style.bad("Failed");
        session.report()
                .result(
                        state + "  " + headline + "\n" + ProofText.describe(checked) + "Proof        " + file + "\n",
                        json -> {
                            json.put("transactionId", id.hex());
                            json.put("outcome", checked.applied() ? "applied" : "failed");
                            json.put("height", checked.block().height().value());
                            json.put("file", file.toString());
                        });
    }
}
