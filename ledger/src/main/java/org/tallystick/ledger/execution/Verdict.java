package org.tallystick.ledger.execution;

/** Whether a block may follow its parent. */
public sealed interface Verdict {

    /** It may. */
    record Valid(Executed executed) implements Verdict {}

    /** It may not; the reason is one sentence that names the first thing found wrong. */
    record Invalid(String reason) implements Verdict {}
}
