package org.tallystick.api;

import java.util.List;
import org.tallystick.api.operation.OperationData;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/**
 * A signed transaction with everything that its encoding holds, so that it can be encoded and hashed again.
 *
 * @param network first 4 bytes of the genesis hash
 * @param sender address as text
 * @param validUntilMs milliseconds since 1970 UTC
 */
public record TransactionData(
        NetworkTag network,
        String sender,
        IdempotencyKey idempotencyKey,
        long validUntilMs,
        Amount fee,
        String memo,
        List<OperationData> operations,
        List<AuthorizationData> authorizations) {

    public TransactionData {
        operations = List.copyOf(operations);
        authorizations = List.copyOf(authorizations);
    }
}
