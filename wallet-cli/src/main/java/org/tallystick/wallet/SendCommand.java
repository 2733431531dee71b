package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.IdempotencyKey;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Outbox;
import org.tallystick.wallet.payment.Payment;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.ExitCode;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "send",
        description = {
            "Pay somebody, and wait until the payment is final.",
            "It is made once, whatever happens on the way; to repeat a command that was interrupted, give it the "
                    + "same --idempotency-key."
        })
final class SendCommand extends WalletSubcommand {
    @Mixin
    private final PaymentFlags flags = new PaymentFlags();

    @Mixin
    private final PassphraseFlags passphrases = new PassphraseFlags();

    @Mixin
    private final DeliveryFlags delivery = new DeliveryFlags();

    SendCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) throws InterruptedException {
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        KeyEntry payer = flags.payer(wallets);
        Payment payment = flags.payment(network, wallets, payer.account());
        Outbox outbox = new Outbox(session.around().dataFolder(), network);
        Optional<Transaction> earlier = flags.ownKey().flatMap(key -> outbox.find(payer.account(), key));
        if (earlier.isPresent()) {
            requireSame(payment, earlier.get());
            session.report().note("This key was used before: sending the very same transaction again.");
            delivery.deliver(session, network, earlier.get());
            return;
        }
        IdempotencyKey key = flags.ownOrNewKey();
        TransactionBody body = payment.body(network, key, flags.validUntilMs(System.currentTimeMillis()));
        DeliveryFlags.requireAcceptable(network, Transaction.of(network.genesisHash(), body, List.of()));
        KeyPair keys = payer.unlock(() -> passphrases.ask(session, payer.name()));
        Transaction signed = Transaction.sign(network.genesisHash(), body, keys);
        if (flags.ownKey().isPresent()) {
            outbox.keep(signed);
        }
        delivery.deliver(session, network, signed);
    }

    private static void requireSame(Payment payment, Transaction earlier) {
        if (!payment.isAskedBy(earlier.body())) {
            throw new CommandFailure(
                            ExitCode.REJECTED,
                            "IDEMPOTENCY_CONFLICT",
                            "This idempotency key was used for another payment.",
                            "Use another key for another payment.")
                    .ofTransaction(earlier.id());
        }
    }
}
