package org.tallystick.wallet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.api.SearchResult;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.wallet.payment.Nodes;
import org.tallystick.wallet.payment.Outbox;
import org.tallystick.wallet.terminal.CommandFailure;
import org.tallystick.wallet.terminal.Printable;

/** Ids as people type them: the beginning is enough where it means one transaction. */
final class TransactionIds {
    private static final int SHORTEST = 6;

    private static final int SHOWN = 12;
    private static final int FULL = 64;

    private TransactionIds() {}

    /** As much of an id as is shown where room is short. */
    static String shown(Hash id) {
        return id.hex().substring(0, SHOWN);
    }

    /** Whether {@code text} may be a transaction's id or the beginning of one. */
    static boolean isPrefix(String text) {
        return text.matches("[0-9a-fA-F]{" + SHORTEST + "," + FULL + "}");
    }

    /**
     * The id that begins with {@code text}: of a payment sent from here, else of one that the nodes find.
     *
     * @throws CommandFailure if there is none, or more than one
     */
    static Hash resolve(Outbox outbox, Nodes nodes, String text) {
        if (!isPrefix(text)) {
            throw CommandFailure.usage(
                    "\"" + Printable.line(text) + "\" is not a transaction id.",
                    "Give its 64 hex digits, or the first " + SHORTEST + " or more.");
        }
        String prefix = text.toLowerCase(Locale.ROOT);
        if (prefix.length() == FULL) {
            return Hash.fromHex(prefix);
        }
        return findSent(outbox, prefix).map(Transaction::id).orElseGet(() -> find(nodes, prefix));
    }

    private static Hash find(Nodes nodes, String prefix) {
        List<String> found = nodes.ask(node -> node.search(prefix)).matches().stream()
                .filter(match -> match.kind() == SearchResult.Kind.TRANSACTION)
                .map(SearchResult.Match::id)
                .filter(id -> id.startsWith(prefix) && id.length() == FULL)
                .distinct()
                .toList();
        if (found.size() > 1) {
            throw ambiguous(prefix);
        }
        return found.stream()
                .findFirst()
                .map(Hash::fromHex)
                .orElseThrow(() -> CommandFailure.notFound(
                        "No transaction is known whose id begins with " + prefix + ".",
                        "Check it for a typing error."));
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
