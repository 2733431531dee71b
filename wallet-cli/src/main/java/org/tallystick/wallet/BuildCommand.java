package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.List;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.TransactionFile;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = "Write a payment to a file, unsigned, to be signed elsewhere. Needs no key and no node.")
final class BuildCommand extends WalletSubcommand {
    @Mixin
    private final PaymentFlags flags = new PaymentFlags();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write.")
    private Path out = Path.of("");

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    BuildCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        TransactionBody body = flags.payment(
                        network, flags.payerAccount(wallets, network), wallets.account(flags.to(), network.addresses()))
                .body(network, flags.ownOrNewKey(), flags.validUntilMs(System.currentTimeMillis()));
        Transaction unsigned = Transaction.of(network.genesisHash(), body, List.of());
        DeliveryFlags.requireAcceptable(network, unsigned);
        Path file = session.path(out);
        confirmation.requireForWriting(file, session.prompt());
        TransactionFile.write(file, network, unsigned);
        TransactionText text = new TransactionText(network, wallets);
        session.report().result("Wrote " + file + "\n" + text.summary(unsigned), json -> {
            text.toJson(unsigned, json);
            json.put("file", file.toString());
        });
    }
}
