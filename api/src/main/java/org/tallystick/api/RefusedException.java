package org.tallystick.api;

import org.tallystick.ledger.transaction.Refusal;

/** What was read from JSON is not a transaction, for a reason that has a name. From a field's reader it comes as the cause of Jackson's exception. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.detail());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
