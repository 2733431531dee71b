package org.tallystick.wallet;

import java.util.List;
import java.util.Optional;
import org.tallystick.config.ExitCode;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Outbox;
import org.tallystick.wallet.payment.OutboxHold;
import org.tallystick.wallet.payment.Payment;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Confirmation;
import org.tallystick.wallet.terminal.Prompt;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "send",
        description = {
            "Pay somebody, and wait until the payment is final.",
            "It is made once, whatever happens on the way: a command that was interrupted says how to finish it, and "
                    + "the same payment again, while the first is valid, needs a yes or --again."
        })
final class SendCommand extends WalletSubcommand {
    @Mixin
    private final PaymentFlags flags = new PaymentFlags();

    @Option(names = "--again", description = "Pay even if the same was paid just before.")
    private boolean again;

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
        Payment payment = flags.payment(network, payer.account(), Receivers.of(session, network, wallets, flags.to()));
        Outbox outbox = session.outbox(network);
        Optional<Transaction> earlier = sentUnderKey(session, outbox, payer, payment);
        Transaction transaction =
                earlier.isPresent() ? earlier.get() : signOnce(session, network, outbox, payer, payment);
        delivery.deliver(session, network, transaction);
    }

    /** What is to be sent: signed now and kept, or what another command kept under the same key while this one asked. */
    private Transaction signOnce(Session session, Network network, Outbox outbox, KeyEntry payer, Payment payment) {
        boolean single = flags.ownKey().isEmpty() && !again;
        Optional<Transaction> paidAgain = single ? agreedToPayAgain(session, outbox, payment) : Optional.empty();
        IdempotencyKey key = flags.ownOrNewKey();
        TransactionBody body = payment.body(network, key, flags.validUntilMs(System.currentTimeMillis()));
        DeliveryFlags.requireAcceptable(network, Transaction.of(network.genesisHash(), body, List.of()));
        KeyPair keys = payer.unlock(() -> passphrases.ask(session, payer.name()));
        try (OutboxHold _ = outbox.hold()) {
            Optional<Transaction> overtaken = sentUnderKey(session, outbox, payer, payment);
            if (overtaken.isPresent()) {
                return overtaken.get();
            }
            if (single) {
                Optional<Transaction> same = outbox.findSame(payment, System.currentTimeMillis());
                if (same.isPresent() && !same.equals(paidAgain)) {
                    throw samePayment(session, same.get());
                }
            }
            Transaction signed = Transaction.sign(network.genesisHash(), body, keys);
            outbox.keep(signed, flags.ownKey().isPresent(), System.currentTimeMillis());
            return signed;
        }
    }

    private Optional<Transaction> sentUnderKey(Session session, Outbox outbox, KeyEntry payer, Payment payment) {
        Optional<Transaction> earlier = flags.ownKey().flatMap(key -> outbox.find(payer.account(), key));
        earlier.ifPresent(transaction -> {
            requireSame(payment, transaction);
            session.report().note("This key was used before: sending the very same transaction again.");
        });
        return earlier;
    }

    /**
     * The same payment within minutes is more often a command that is repeated than a second payment: the earlier one, if there
     * is one and the person wants a second.
     */
    private static Optional<Transaction> agreedToPayAgain(Session session, Outbox outbox, Payment payment) {
        Optional<Transaction> earlier = outbox.findSame(payment, System.currentTimeMillis());
        if (earlier.isPresent()) {
            Prompt prompt = session.prompt().orElseThrow(() -> samePayment(session, earlier.get()));
            String answer = prompt.line("The same payment was sent before, as transaction "
                    + earlier.get().id() + ". Pay a second time? [y/N] ");
            if (!Confirmation.isYes(answer)) {
                throw samePayment(session, earlier.get());
            }
        }
        return earlier;
    }

    private static CommandFailure samePayment(Session session, Transaction earlier) {
        return new CommandFailure(
                        ExitCode.REJECTED,
                        "SAME_PAYMENT",
                        "The same payment was sent before, and is or may become final.",
                        "To finish that one: " + DeliveryFlags.resumption(session, earlier)
                                + ". To pay a second time, add --again.")
                .ofTransaction(earlier.id());
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
