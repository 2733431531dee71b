package org.tallystick.ledger.transaction;

import java.util.List;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.ruleset.RuleSet;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/**
 * What the sender agrees to. This type holds whatever is well-formed; {@link TransactionRules} says what is allowed.
 *
 * @param validUntilMs milliseconds since 1970 UTC: no block with a later time may contain this
 * @param fee base units, paid to the proposer of the block whether the operations apply or fail
 * @param memo free text, at most 140 bytes of UTF-8
 * @param operations 1 to 100, applied in order, all or none
 */
public record TransactionBody(
        NetworkTag network,
        Address sender,
        IdempotencyKey idempotencyKey,
        long validUntilMs,
        Amount fee,
        String memo,
        List<Operation> operations)
        implements Encodable {

    public TransactionBody {
        operations = List.copyOf(operations);
    }

    public static TransactionBody decode(BorshReader in) {
        return new TransactionBody(
                NetworkTag.decode(in),
                Address.decode(in),
                IdempotencyKey.decode(in),
                in.u64(),
                Amount.decode(in),
                in.string(Transaction.MAX_SIZE),
                in.list(Transaction.MAX_SIZE, RuleSet.ONE.minOperationSize(), RuleSet.ONE::decodeOperation));
    }

    /** The transaction's id, which is also what is signed: the tagged hash of the genesis hash and this body. */
    public Hash id(Hash genesisHash) {
        return HashTag.TRANSACTION.hash(genesisHash, this);
    }

    /**
     * The most that the sender pays: the fee and all that the operations spend.
     *
     * @throws ArithmeticException when that is 2^63 base units or more, which no rule set allows
     */
    public Amount debit() {
        long sum = fee.baseUnits();
        for (Operation operation : operations) {
            sum = Math.addExact(sum, operation.spends());
        }
        return Amount.ofBaseUnits(sum);
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(network).fixed(sender).fixed(idempotencyKey).u64(validUntilMs);
        fee.encode(out);
        out.string(memo).list(operations);
    }
}
