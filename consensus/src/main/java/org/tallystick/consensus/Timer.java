package org.tallystick.consensus;

import java.time.Duration;
import org.tallystick.ledger.value.View;

/** Names a timer. There is at most one running timer of a name. */
public sealed interface Timer {

    /** The leader of the view should have proposed. */
    record ProposalDue(View view) implements Timer {}

    /** A transaction has waited for the proposal as long as the leader of the view may take. */
    record TransactionDue(View view) implements Timer {}

    /** The proposal of the view should have been notarized. */
    record NotarizationDue(View view) implements Timer {}

    /** Time to repeat oneself if nothing moved. */
    record Resend() implements Timer {}

    /** What to do with a timer. */
    sealed interface Action {

        /** Fire {@code timer} once after {@code delay}; a running timer of the same name is replaced. */
        record Start(Timer timer, Duration delay) implements Action {}

        /** Don't fire {@code timer}; nothing happens if it is not running. */
        record Cancel(Timer timer) implements Action {}
    }
}
