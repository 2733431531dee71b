package org.tallystick.wallet;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.ExitCode;
import org.tallystick.config.TextFiles;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Style;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "receipt",
        description =
                "Fetch the proof that a payment is final, check it, and keep it as a file that anyone can verify.")
final class ReceiptCommand extends WalletSubcommand {
    @Parameters(paramLabel = "TXID", description = "The transaction's id, 64 hex digits.")
    private String transactionId = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write the proof to this file; else it goes to standard output.")
    private @Nullable Path out;

    ReceiptCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Hash id = parseId();
        Network network = session.network();
        ProofText proofs = new ProofText(network.genesis());
        ProofText.Checked checked;
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            checked = nodes.askAll(node -> checked(proofs, id, node.transactionProof(id)));
        }
        String text = proofs.write(checked.proof());
        if (out == null) {
            session.around().out().print(text);
            return;
        }
        Path file = session.path(out);
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

    private static ProofText.Checked checked(ProofText proofs, Hash id, String fetched) {
        ProofText.Checked checked = proofs.checkReceipt(fetched);
        if (!checked.proof().transaction().id().equals(id)) {
            throw new CommandFailure(
                    ExitCode.REJECTED,
                    "PROOF_TRANSACTION",
                    "The node sent the proof of another transaction.",
                    "Ask another node with -n.");
        }
        return checked;
    }

    private Hash parseId() {
        try {
            return Hash.fromHex(transactionId);
        } catch (DecodeException e) {
            throw CommandFailure.usage("\"" + transactionId + "\" is not a transaction id.", "Give its 64 hex digits.");
        }
    }
}
