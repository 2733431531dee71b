package org.tallystick.ledger.operation;

import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.state.WorkingState;
import org.tallystick.ledger.value.Address;

/**
 * All that an operation sees when it is applied.
 *
 * @param genesis the network's founding facts
 * @param state what it may read and change
 * @param timeMs of the block, milliseconds since 1970 UTC
 * @param sender of the transaction
 * @param transactionId the transaction's
 * @param index the operation's place in the transaction, from 0
 */
public record Context(
        Genesis genesis, WorkingState state, long timeMs, Address sender, Hash transactionId, int index) {}
