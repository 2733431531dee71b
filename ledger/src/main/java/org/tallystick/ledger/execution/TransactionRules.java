package org.tallystick.ledger.execution;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Authorization;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;

/**
 * What a well-formed transaction must satisfy on one network, whatever the state. The checks are made in a fixed order,
 * that of the numbers of their {@link RefusalCode}s, so that every node gives the same reason. Thread-safe.
 */
public final class TransactionRules {
    public static final int MAX_OPERATIONS = 100;

    /** Longest memo, in bytes of UTF-8. */
    public static final int MAX_MEMO_BYTES = 140;

    /** How far a transaction's validity may reach beyond the time of its block: a day, in milliseconds. */
    public static final long MAX_VALIDITY_MS = 24L * 60 * 60 * 1000;

    private final NetworkTag network;
    private final Amount feeMinimum;

    public TransactionRules(Genesis genesis) {
        this(genesis.hash(), genesis);
    }

    /** For a caller that has computed the genesis hash before: it covers every initial balance. */
    TransactionRules(Hash genesisHash, Genesis genesis) {
        this.network = NetworkTag.of(genesisHash);
        this.feeMinimum = genesis.feeMinimum();
    }

    /**
     * Checks all that needs neither the state nor a signature.
     *
     * @param nowMs the time against which validity is judged: a block's, or the clock's at admission
     */
    public Optional<Refusal> check(Transaction transaction, long nowMs) {
        if (transaction.size() > Transaction.MAX_SIZE) {
            return refuse(
                    RefusalCode.TRANSACTION_TOO_LARGE,
                    "The transaction is " + transaction.size() + " bytes; at most " + Transaction.MAX_SIZE
                            + " are allowed.");
        }
        TransactionBody body = transaction.body();
        if (!body.network().equals(network)) {
            return refuse(
                    RefusalCode.WRONG_NETWORK,
                    "The transaction is for network " + body.network() + "; this is network " + network + ".");
        }
        Optional<Refusal> content = checkContent(body);
        return content.isPresent() ? content : checkTime(body, nowMs);
    }

    private Optional<Refusal> checkContent(TransactionBody body) {
        int operations = body.operations().size();
        if (operations == 0) {
            return refuse(RefusalCode.NO_OPERATIONS, "The transaction has no operations.");
        }
        if (operations > MAX_OPERATIONS) {
            return refuse(
                    RefusalCode.TOO_MANY_OPERATIONS,
                    "The transaction has " + operations + " operations; at most " + MAX_OPERATIONS + " are allowed.");
        }
        if (memoIsTooLong(body.memo())) {
            return refuse(RefusalCode.MEMO_TOO_LONG, "The memo is longer than " + MAX_MEMO_BYTES + " bytes of UTF-8.");
        }
        Optional<Refusal> amounts = checkAmounts(body);
        if (amounts.isPresent()) {
            return amounts;
        }
        if (body.fee().isLessThan(feeMinimum)) {
            return refuse(
                    RefusalCode.FEE_TOO_LOW,
                    "The fee is " + body.fee() + "; the network's minimum is " + feeMinimum + ".");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> checkAmounts(TransactionBody body) {
        List<Operation> operations = body.operations();
        for (int i = 0; i < operations.size(); i++) {
            Optional<Operation.Fault> fault = operations.get(i).check();
            if (fault.isPresent()) {
                return Optional.of(
                        Refusal.ofOperation(fault.get().code(), i, fault.get().detail()));
            }
        }
        long sum = body.fee().baseUnits();
        for (int i = 0; i < operations.size(); i++) {
            sum += operations.get(i).spends();
            if (sum < 0) {
                return Optional.of(Refusal.ofOperation(
                        RefusalCode.AMOUNT_OVERFLOW, i, "The fee and the amounts sum up to 2^63 base units or more."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> checkTime(TransactionBody body, long nowMs) {
        if (body.validUntilMs() < nowMs) {
            return refuse(
                    RefusalCode.EXPIRED,
                    "The transaction was valid until " + body.validUntilMs() + " ms; it is " + nowMs + " ms now.");
        }
        if (body.validUntilMs() - nowMs > MAX_VALIDITY_MS) {
            return refuse(
                    RefusalCode.TOO_FAR_AHEAD,
                    "The transaction is valid until " + body.validUntilMs() + " ms, more than 24 hours after " + nowMs
                            + " ms.");
        }
        return Optional.empty();
    }

    /**
     * Checks that the sender agreed: there is exactly one authorization, by the key that the sender's address is made
     * of, and its signature is a valid one with low {@code s}. Costs a signature verification.
     */
    public Optional<Refusal> checkAuthorizations(Transaction transaction, Verifier verifier) {
        List<Authorization> authorizations = transaction.authorizations();
        if (authorizations.size() != 1) {
            return refuse(
                    RefusalCode.UNAUTHORIZED,
                    "The transaction has " + authorizations.size() + " authorizations; the sender's is needed, alone.");
        }
        Authorization consent = authorizations.getFirst();
        if (!ActingKeys.mayAct(transaction.body().sender(), consent.key())) {
            return refuse(
                    RefusalCode.UNAUTHORIZED, "The authorizing key " + consent.key() + " is not that of the sender.");
        }
        if (P256.isHighS(consent.signature())) {
            return refuse(
                    RefusalCode.HIGH_S,
                    "The signature's s is above half of the curve's order; replace it by the order minus s.");
        }
        if (!verifier.verify(consent.key(), transaction.id(), consent.signature())) {
            return refuse(RefusalCode.BAD_SIGNATURE, "The signature is not one of this transaction by this key.");
        }
        return Optional.empty();
    }

    private static boolean memoIsTooLong(String memo) {
        // A char is at least one byte and at most three: most memos need no encoding to be judged.
        return memo.length() * 3 > MAX_MEMO_BYTES
                && (memo.length() > MAX_MEMO_BYTES || memo.getBytes(StandardCharsets.UTF_8).length > MAX_MEMO_BYTES);
    }

    private static Optional<Refusal> refuse(RefusalCode code, String detail) {
        return Optional.of(Refusal.of(code, detail));
    }
}
