package org.tallystick.ledger.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tallystick.ledger.codec.BorshReader;
import org.tallystick.ledger.codec.BorshWriter;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.codec.Encodable;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.operation.LedgerRecord;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

/** What became of a transaction in its block. Failed ones are kept, with their fee charged: the ledger is the audit log. */
public record Receipt(Hash transactionId, Outcome outcome, Amount feePaid) implements Encodable {

    /** Applied or failed. Encoded as {@code u8}: 0 applied; 1 failed, then code {@code u8} and operation {@code u16}. */
    public sealed interface Outcome extends Encodable {

        /** All operations took effect. */
        record Applied() implements Outcome {
            @Override
            public void encode(BorshWriter out) {
                out.u8(0);
            }
        }

        /** None took effect, because of the one at {@code operationIndex}. */
        record Failed(RefusalCode code, int operationIndex) implements Outcome {
            @Override
            public void encode(BorshWriter out) {
                out.u8(1).u8(code.tag()).u16(operationIndex);
            }
        }

        static Outcome decode(BorshReader in) {
            int tag = in.u8();
            return switch (tag) {
                case 0 -> new Applied();
                case 1 -> new Failed(RefusalCode.ofTag(in.u8()), in.u16());
                default -> throw new DecodeException("unknown outcome " + tag);
            };
        }
    }

    /**
     * Who has a part in the transaction, and so finds it in their history and their stream: its sender, and where it was
     * applied, all whom it pays. One that failed touches its sender alone.
     *
     * @param body of the transaction that this is the receipt of
     */
    public Set<Address> parties(TransactionBody body) {
        Set<Address> parties = new LinkedHashSet<>();
        parties.add(body.sender());
        if (outcome instanceof Outcome.Applied) {
            body.operations().forEach(operation -> parties.addAll(operation.others()));
        }
        return parties;
    }

    /** The leaves under a block's receipts root: its receipts, and after them its records. */
    public static List<Encodable> leaves(List<Receipt> receipts, List<LedgerRecord> records) {
        List<Encodable> leaves = new ArrayList<>(receipts.size() + records.size());
        leaves.addAll(receipts);
        leaves.addAll(records);
        return leaves;
    }

    public static Receipt decode(BorshReader in) {
        return new Receipt(Hash.decode(in), Outcome.decode(in), Amount.decode(in));
    }

    @Override
    public void encode(BorshWriter out) {
        out.fixed(transactionId);
        outcome.encode(out);
        feePaid.encode(out);
    }
}
