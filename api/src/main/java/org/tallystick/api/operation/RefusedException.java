package org.tallystick.api.operation;

import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.value.AddressException;

/** What was read from JSON is not a transaction, for a reason that has a name. From a field's reader it comes as the cause of Jackson's exception. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.detail());
        this.refusal = refusal;
    }

    /** The code of an address that can't be used. */
    public static RefusalCode codeOf(AddressException e) {
        return switch (e.kind()) {
            case BAD -> RefusalCode.BAD_ADDRESS;
            case FOREIGN -> RefusalCode.FOREIGN_ADDRESS;
        };
    }

    public Refusal refusal() {
        return refusal;
    }
}
