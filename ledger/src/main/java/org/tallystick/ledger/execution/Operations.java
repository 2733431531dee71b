package org.tallystick.ledger.execution;

import java.util.Optional;
import org.tallystick.ledger.transaction.Operation;
import org.tallystick.ledger.transaction.Refusal;
import org.tallystick.ledger.transaction.RefusalCode;
import org.tallystick.ledger.transaction.Transfer;
import org.tallystick.ledger.value.Address;

/** Leads each kind of operation to the one class that validates and applies it. */
final class Operations {
    private Operations() {}

    /** What is wrong with the operation whatever the state. */
    static Optional<Refusal> check(Operation operation, int index) {
        return switch (operation) {
            case Transfer transfer -> Transfers.check(transfer, index);
        };
    }

    /** Applies the operation, or says why it can't be; then {@code accounts} may be left half changed. */
    static Optional<RefusalCode> apply(Operation operation, Address sender, WorkingAccounts accounts) {
        return switch (operation) {
            case Transfer transfer -> Transfers.apply(transfer, sender, accounts);
        };
    }
}
