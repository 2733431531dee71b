package org.tallystick.wallet;

import java.nio.file.Path;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.TransactionFile;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "submit", description = "Hand in a signed transaction file. Repeating it is safe: it is applied once.")
final class SubmitCommand extends WalletSubcommand {
    @Parameters(paramLabel = "FILE", description = "A file written by sign.")
    private Path in = Path.of("");

    @Mixin
    private final DeliveryFlags delivery = new DeliveryFlags();

    SubmitCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) throws InterruptedException {
        Network network = session.network();
        Transaction signed = TransactionFile.read(session.path(in), network);
        if (signed.authorizations().isEmpty()) {
            throw CommandFailure.usage(
                    "This transaction is not signed.", "Sign it with: tally wallet sign " + in + " -o FILE.");
        }
        delivery.deliver(session, network, signed);
    }
}
