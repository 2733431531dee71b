package org.tallystick.node.mempool;

import org.tallystick.ledger.transaction.Operation;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.Transfer;
import org.tallystick.ledger.value.Amount;

/** The most that a transaction may take from its sender. */
final class Debit {
    private Debit() {}

    /** The fee and all that the operations spend. Exact for whatever passed the rules of transactions. */
    static Amount of(Transaction transaction) {
        long sum = transaction.body().fee().baseUnits();
        for (Operation operation : transaction.body().operations()) {
            sum = Math.addExact(
                    sum,
                    switch (operation) {
                        case Transfer transfer -> transfer.amount().baseUnits();
                    });
        }
        return Amount.ofBaseUnits(sum);
    }
}
