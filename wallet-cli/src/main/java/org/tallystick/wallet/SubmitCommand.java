package org.tallystick.wallet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.TransactionFile;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        description =
                "Hand in a signed transaction file, or finish a payment that was cut off. Repeating it is safe: it is"
                        + " applied once.")
final class SubmitCommand extends WalletSubcommand {
    @Parameters(
            paramLabel = "FILE|TXID",
            description = "A file written by sign, or the id of a payment that this wallet sent, or its beginning.")
    private String what = "";

    @Mixin
    private final DeliveryFlags delivery = new DeliveryFlags();

    SubmitCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) throws InterruptedException {
        Network network = session.network();
        Transaction signed = read(session, network);
        if (signed.authorizations().isEmpty()) {
            throw CommandFailure.usage(
                    "This transaction is not signed.", "Sign it with: tally wallet sign " + what + " -o FILE.");
        }
        // Kept, so that its id is enough if this is cut off.
        session.outbox(network).keep(signed, false, System.currentTimeMillis());
        delivery.deliver(session, network, signed);
    }

    private Transaction read(Session session, Network network) {
        Path file = session.path(Path.of(what));
        if (!Files.exists(file) && TransactionIds.isPrefix(what)) {
            Optional<Transaction> sent = TransactionIds.findSent(session.outbox(network), what);
            if (sent.isPresent()) {
                return sent.get();
            }
        }
        return TransactionFile.read(file, network);
    }
}
