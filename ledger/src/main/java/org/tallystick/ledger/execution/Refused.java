package org.tallystick.ledger.execution;

import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.transaction.Transaction;

/** A transaction that may not stand in a block, and why. */
public record Refused(Transaction transaction, Refusal refusal) {}
