package org.tallystick.ledger.execution;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.SentKeyDigest;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/**
 * The ledger once more, as plainly as it can be said: unbounded integers, a copy of all balances for each transaction, and
 * every idempotency key kept for good. What the executor does is compared with it.
 */
final class LedgerModel {
    private static final BigInteger TOO_MUCH = BigInteger.TWO.pow(63);
    private static final long DAY = 86_400_000;

    private final NetworkTag network;
    private final BigInteger feeMinimum;
    private Map<Address, BigInteger> balances = new HashMap<>();
    private final Map<String, Transaction> keys = new HashMap<>();
    private final TreeMap<Long, Hash> digests = new TreeMap<>();
    private BigInteger fees = BigInteger.ZERO;

    LedgerModel(Genesis genesis) {
        network = NetworkTag.of(genesis.hash());
        feeMinimum = big(genesis.feeMinimum());
        genesis.balances().forEach(each -> balances.put(each.address(), big(each.amount())));
    }

    /** What becomes of the transaction in a block of this time: "applied", "failed CODE at INDEX" or "refused CODE". */
    String execute(Transaction transaction, long timeMs) {
        TransactionBody body = transaction.body();
        String fault = staticFault(body, timeMs);
        if (!fault.isEmpty()) {
            return "refused " + fault;
        }
        String key = body.sender() + "/" + body.idempotencyKey();
        Transaction before = keys.get(key);
        if (before != null && before.body().validUntilMs() >= timeMs) {
            return before.id().equals(transaction.id()) ? "refused ALREADY_INCLUDED" : "refused IDEMPOTENCY_CONFLICT";
        }
        BigInteger balance = balances.get(body.sender());
        if (balance == null) {
            return "refused UNKNOWN_ACCOUNT";
        }
        if (balance.compareTo(big(body.fee())) < 0) {
            return "refused INSUFFICIENT_FUNDS";
        }
        keys.put(key, transaction);
        digests.merge(
                body.validUntilMs() / 60_000,
                extend(Hash.ZERO, transaction),
                (digest, ignored) -> extend(digest, transaction));
        balances.put(body.sender(), balance.subtract(big(body.fee())));
        fees = fees.add(big(body.fee()));
        return applyAll(body);
    }

    private String applyAll(TransactionBody body) {
        Map<Address, BigInteger> after = new HashMap<>(balances);
        for (int i = 0; i < body.operations().size(); i++) {
            Transfer transfer = (Transfer) body.operations().get(i);
            BigInteger amount = big(transfer.amount());
            if (Objects.requireNonNull(after.get(body.sender())).compareTo(amount) < 0) {
                return "failed INSUFFICIENT_FUNDS at " + i;
            }
            after.merge(body.sender(), amount.negate(), BigInteger::add);
            after.merge(transfer.to(), amount, BigInteger::add);
        }
        balances = after;
        return "applied";
    }

    private String staticFault(TransactionBody body, long timeMs) {
        if (!body.network().equals(network)) {
            return "WRONG_NETWORK";
        }
        if (body.operations().isEmpty()) {
            return "NO_OPERATIONS";
        }
        if (body.operations().size() > 100) {
            return "TOO_MANY_OPERATIONS";
        }
        BigInteger sum = big(body.fee());
        for (Operation operation : body.operations()) {
            Amount amount = ((Transfer) operation).amount();
            if (amount.isZero()) {
                return "AMOUNT_ZERO";
            }
            sum = sum.add(big(amount));
        }
        if (sum.compareTo(TOO_MUCH) >= 0) {
            return "AMOUNT_OVERFLOW";
        }
        if (big(body.fee()).compareTo(feeMinimum) < 0) {
            return "FEE_TOO_LOW";
        }
        if (timeMs > body.validUntilMs()) {
            return "EXPIRED";
        }
        return body.validUntilMs() > timeMs + DAY ? "TOO_FAR_AHEAD" : "";
    }

    /** Ends a block: pays its fees, and forgets the digests of the minutes before its own. */
    void endBlock(Address proposer, long timeMs) {
        if (fees.signum() > 0) {
            balances.merge(proposer, fees, BigInteger::add);
            fees = BigInteger.ZERO;
        }
        digests.headMap(timeMs / 60_000).clear();
    }

    BigInteger supply() {
        return balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** All that the state should hold. */
    Map<StateKey, Bytes> values() {
        Map<StateKey, Bytes> values = new TreeMap<>();
        balances.forEach((address, balance) -> values.put(
                Accounts.TABLE.key(address),
                Bytes.encodingOf(new Account(Amount.ofBaseUnits(balance.longValueExact())))));
        digests.forEach((minute, digest) -> values.put(SentKeyDigest.TABLE.key(minute), Bytes.of(digest)));
        return values;
    }

    private static Hash extend(Hash digest, Transaction transaction) {
        TransactionBody body = transaction.body();
        byte[] validUntil = new byte[8];
        for (int i = 0; i < 8; i++) {
            validUntil[i] = (byte) (body.validUntilMs() >>> (8 * i));
        }
        return HashTag.SENT_KEYS.hash(
                digest.toByteArray(),
                body.sender().toByteArray(),
                body.idempotencyKey().toByteArray(),
                transaction.id().toByteArray(),
                validUntil);
    }

    private static BigInteger big(Amount amount) {
        return BigInteger.valueOf(amount.baseUnits());
    }

    /** The same words for what the executor did. */
    static String outcome(Receipt receipt) {
        return switch (receipt.outcome()) {
            case Receipt.Outcome.Applied applied -> "applied";
            case Receipt.Outcome.Failed failed -> "failed " + failed.code() + " at " + failed.operationIndex();
        };
    }

    static List<String> outcomes(List<Receipt> receipts) {
        return receipts.stream().map(LedgerModel::outcome).toList();
    }
}
