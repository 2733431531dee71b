package org.tallystick.wallet;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.names.ClaimName;
import org.tallystick.ledger.operation.names.NameRow;
import org.tallystick.ledger.operation.names.Names;
import org.tallystick.ledger.operation.names.RegisterName;
import org.tallystick.ledger.operation.names.ReleaseName;
import org.tallystick.ledger.operation.names.TransferName;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.payment.Payment;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "name",
        description = {
            "Look up, take, hand over or give up an account's name.",
            "show NAME tells whom it names, with proof. register NAME takes it, for a deposit that comes back after it"
                + " is released and has rested. transfer --to WHO offers yours to another account, which takes it with"
                + " claim NAME within a day. release gives it up."
        })
final class NameCommand extends WalletSubcommand {
    private static final long VALIDITY_MS = 600_000;

    /** What to do. */
    enum Action {
        SHOW,
        REGISTER,
        TRANSFER,
        CLAIM,
        RELEASE
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "show, register, transfer, claim or release.")
    private String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "For show, register and claim.")
    private @Nullable String name;

    @Option(names = "--to", paramLabel = "NAME|ADDRESS", description = "For transfer: who may claim your name.")
    private @Nullable String to;

    @Option(
            names = "--from",
            paramLabel = "KEY",
            description = "The key whose name it is or is to be. May be left out when there is only one.")
    private @Nullable String from;

    @Mixin
    private final PassphraseFlags passphrases = new PassphraseFlags();

    @Mixin
    private final DeliveryFlags delivery = new DeliveryFlags();

    NameCommand(Surroundings around) {
        super(around);
    }

    @Override
    void run(Session session) throws InterruptedException {
        Network network = session.network();
        Wallets wallets = session.wallets(network);
        Action wanted = action();
        if (wanted == Action.SHOW) {
            show(session, network, wallets);
            return;
        }
        KeyEntry key = from != null
                ? wallets.require(from)
                : wallets.only("Whose name?", "Name the key with --from; tally wallet list shows them.");
        Operation operation = operation(session, network, wallets, wanted, key);
        TransactionBody body = new TransactionBody(
                NetworkTag.of(network.genesisHash()),
                key.account(),
                Payment.newKey(new SecureRandom()),
                System.currentTimeMillis() + VALIDITY_MS,
                network.genesis().feeMinimum(),
                "",
                List.of(operation));
        DeliveryFlags.requireAcceptable(network, Transaction.of(network.genesisHash(), body, List.of()));
        KeyPair keys = key.unlock(() -> passphrases.ask(session, key.name()));
        Transaction signed = Transaction.sign(network.genesisHash(), body, keys);
        session.outbox(network).keep(signed, false, System.currentTimeMillis());
        delivery.deliver(session, network, signed);
    }

    private Action action() {
        for (Action each : Action.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(action)) {
                return each;
            }
        }
        throw CommandFailure.usage(
                "\"" + action + "\" is nothing that can be done with a name.",
                "Say show, register, transfer, claim or release.");
    }

    private Operation operation(Session session, Network network, Wallets wallets, Action wanted, KeyEntry key) {
        return switch (wanted) {
            case REGISTER -> new RegisterName(needed(), deposit(network, key.account()));
            case RELEASE -> new ReleaseName();
            case TRANSFER -> {
                if (to == null) {
                    throw CommandFailure.usage("To whom?", "Name the account with --to.");
                }
                yield new TransferName(Receivers.of(session, network, wallets, to));
            }
            case CLAIM -> {
                NameRow row = row(network)
                        .orElseThrow(() -> CommandFailure.notFound(
                                "Nobody has the name " + name + ".",
                                "Take it with: tally wallet name register " + name + "."));
                yield new ClaimName(needed(), row.holder(), row.deposit());
            }
            case SHOW -> throw new IllegalStateException();
        };
    }

    /** Nothing for a name that rests and was this account's: its deposit is set aside still. */
    private Amount deposit(Network network, Address account) {
        boolean back = row(network)
                .filter(row -> row.named().isEmpty() && row.holder().equals(account))
                .isPresent();
        return back ? Amount.ZERO : network.genesis().names().deposit();
    }

    private String needed() {
        if (name == null) {
            throw CommandFailure.usage("Which name?", "Write it after " + action + ".");
        }
        Names.fault(name).ifPresent(fault -> {
            throw CommandFailure.usage("\"" + name + "\" is no name. " + fault, "Choose another.");
        });
        return name;
    }

    private Optional<NameRow> row(Network network) {
        try (Nodes nodes = new Nodes(network.profile().apis())) {
            return new NameLookup(network, nodes).row(needed());
        }
    }

    private void show(Session session, Network network, Wallets wallets) {
        Optional<NameRow> row = row(network);
        NameText text = new NameText(network, new TransactionText(network, wallets));
        session.report()
                .result(text.describe(needed(), row), text.brief(row), json -> text.toJson(needed(), row, json));
    }
}
