package org.tallystick.wallet;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.TransactionFile;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Show what a transaction file would do, and sign it. Needs no node.")
final class SignCommand extends WalletSubcommand {
    @Parameters(paramLabel = "FILE", description = "A file written by build.")
    private Path in = Path.of("");

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "The file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "The key to sign with. Default: the one whose account pays.")
    private @Nullable String from;

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Mixin
    private final PassphraseFlags passphrases = new PassphraseFlags();

    SignCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) {
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        Transaction unsigned = TransactionFile.read(session.path(in), network);
        DeliveryFlags.requireAcceptable(network, unsigned);
        KeyEntry signer = signer(wallets, unsigned);
        TransactionText text = new TransactionText(network, wallets);
        Path file = session.path(out);
        confirmation.requireForWriting(file, session.prompt());
        confirmation.require(text.summary(unsigned) + "Sign this with " + signer.name() + "?", session.prompt());
        KeyPair keys = signer.unlock(() -> passphrases.ask(session, signer.name()));
        Transaction signed = Transaction.sign(network.genesisHash(), unsigned.body(), keys);
        TransactionFile.write(file, network, signed);
        session.report().result("Signed by " + signer.name() + ": " + file + "\n" + text.summary(signed), json -> {
            text.toJson(signed, json);
            json.put("file", file.toString());
        });
    }

    private KeyEntry signer(Wallets wallets, Transaction transaction) {
        List<KeyEntry> candidates = from == null ? wallets.list() : List.of(wallets.require(from));
        return candidates.stream()
                .filter(entry -> entry.account().equals(transaction.body().sender()))
                .findFirst()
                .orElseThrow(() -> from == null
                        ? CommandFailure.notFound(
                                "None of the keys here opens the account that pays.",
                                "Sign where its key is; tally wallet list shows those that are here.")
                        : CommandFailure.usage(
                                from + " is not the key of the account that pays.", "Leave out --from."));
    }
}
