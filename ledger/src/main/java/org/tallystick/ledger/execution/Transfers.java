package org.tallystick.ledger.execution;

import java.util.Optional;
import org.tallystick.ledger.transaction.Refusal;
import org.tallystick.ledger.transaction.RefusalCode;
import org.tallystick.ledger.transaction.Transfer;
import org.tallystick.ledger.value.Address;

/** Validates and applies {@link Transfer}. */
final class Transfers {
    private static final Optional<RefusalCode> INSUFFICIENT_FUNDS = Optional.of(RefusalCode.INSUFFICIENT_FUNDS);

    private Transfers() {}

    static Optional<Refusal> check(Transfer transfer, int index) {
        return transfer.amount().isZero()
                ? Optional.of(
                        Refusal.ofOperation(RefusalCode.AMOUNT_ZERO, index, "An amount is at least one base unit."))
                : Optional.empty();
    }

    /** A payment to oneself takes the same way: it needs the funds and moves nothing. */
    static Optional<RefusalCode> apply(Transfer transfer, Address sender, WorkingAccounts accounts) {
        long amount = transfer.amount().baseUnits();
        if (!accounts.debit(sender, amount)) {
            return INSUFFICIENT_FUNDS;
        }
        accounts.credit(transfer.to(), amount);
        return Optional.empty();
    }
}
