package org.tallystick.wallet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Outbox;
import org.tallystick.wallet.terminal.CommandFailure;

/** Ids as people type them: the beginning is enough where it means one transaction. */
final class TransactionIds {
    private static final int SHORTEST = 6;

    private TransactionIds() {}

    /** Whether {@code text} may be a transaction's id or the beginning of one. */
    static boolean isPrefix(String text) {
        return text.matches("[0-9a-fA-F]{" + SHORTEST + ",64}");
    }

    /** The payment sent from here whose id begins so. */
    static Optional<Transaction> findSent(Outbox outbox, String prefix) {
        List<Transaction> found =
                outbox.withPrefix(prefix.toLowerCase(Locale.ROOT)).toList();
        if (found.size() > 1) {
            throw ambiguous(prefix);
        }
        return found.stream().findFirst();
    }

    static CommandFailure ambiguous(String prefix) {
        return CommandFailure.usage(
                "Several transactions begin with " + prefix + ".", "Give more digits of the one you mean.");
    }
}
