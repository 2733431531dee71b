package org.tallystick.wallet;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.wallet.keystore.KeyEntry;
import org.tallystick.wallet.payment.Network;
import org.tallystick.wallet.payment.Payment;
import org.tallystick.wallet.terminal.CommandFailure;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is paid, by whom and to whom. */
final class PaymentFlags {
    @Parameters(paramLabel = "AMOUNT", description = "How much, in coins, such as 1.25.")
    private String amount = "";

    @Option(
            names = "--from",
            paramLabel = "NAME",
            description = "The key that pays. May be left out when there is only one.")
    private @Nullable String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NAME|ADDRESS",
            description = "Who is paid: a key here, an address, or @NAME for a name on the ledger.")
    private String to = "";

    @Option(names = "--memo", paramLabel = "TEXT", defaultValue = "", description = "At most 140 bytes; public.")
    private String memo = "";

    @Option(names = "--fee", paramLabel = "COINS", description = "Default: the network's minimum.")
    private @Nullable String fee;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "A text of your own, such as an invoice's number: the payment is made once, "
                    + "however often the command is repeated with it.")
    private @Nullable String idempotencyKey;

    @Option(
            names = "--valid-for",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Such as 30s, 10m or 24h (the most): when it may no longer be applied. Default 10m.")
    private String validFor = "10m";

    /** What was written of who is paid. */
    String to() {
        return to;
    }

    /** The payment that is asked for; {@code sender} is its payer's account. */
    Payment payment(Network network, Address sender, Address receiver) {
        return new Payment(
                sender, receiver, coins(amount), fee == null ? network.genesis().feeMinimum() : coins(fee), memo);
    }

    /** The key that pays. */
    KeyEntry payer(Wallets wallets) {
        return from != null
                ? wallets.require(from)
                : wallets.only("Who pays?", "Name the key with --from; tally wallet list shows them.");
    }

    /** The account that pays, whose key need not be here. */
    Address payerAccount(Wallets wallets, Network network) {
        return from == null ? payer(wallets).account() : wallets.account(from, network.addresses());
    }

    /** The key of the user's own, if they gave one. */
    Optional<IdempotencyKey> ownKey() {
        return Optional.ofNullable(idempotencyKey).map(Payment::keyOf);
    }

    IdempotencyKey ownOrNewKey() {
        return ownKey().orElseGet(() -> Payment.newKey(new SecureRandom()));
    }

    /** Milliseconds since 1970 UTC, given those of now. */
    long validUntilMs(long nowMs) {
        return Math.addExact(nowMs, duration(validFor).toMillis());
    }

    static Duration duration(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9]{1,6}[smh]")) {
            throw CommandFailure.usage("\"" + text + "\" is not a time.", "Write it such as 30s, 10m or 24h.");
        }
        return Duration.parse("PT" + lower);
    }

    private static Amount coins(String text) {
        try {
            return Amount.parseCoins(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "\"" + text + "\" is not an amount of coins.",
                    "Write digits with at most 8 decimals, such as 1.25.");
        } catch (ArithmeticException e) {
            throw CommandFailure.usage(
                    "\"" + text + "\" is more than there can be of any coin.", "Write a smaller amount.");
        }
    }
}
