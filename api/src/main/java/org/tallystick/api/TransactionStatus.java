package org.tallystick.api;

import java.util.Optional;
import org.tallystick.ledger.crypto.Hash;

/**
 * A transaction as a node sees it now.
 *
 * @param inclusion there exactly when the state is final or failed
 * @param transaction its content; left out in answers to a submission
 */
public record TransactionStatus(
        Hash id, TransactionState state, Optional<Inclusion> inclusion, Optional<TransactionData> transaction) {

    public static TransactionStatus of(Hash id, TransactionState state) {
        return new TransactionStatus(id, state, Optional.empty(), Optional.empty());
    }
}
