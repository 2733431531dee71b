package org.tallystick.testnet.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/**
 * Makes keys and transactions of one run. All of it follows from the seed, so a run can be repeated on another network; two
 * runs on one network need two seeds, or their accounts and idempotency keys would meet.
 *
 * @param seed any text
 * @param validUntilMs of every transaction, milliseconds since 1970 UTC
 */
public record Signatory(Hash genesisHash, String seed, Amount fee, long validUntilMs) {

    /** The key of the account that is called {@code name}. */
    public KeyPair keyOf(String name) {
        for (int attempt = 0; ; attempt++) {
            try {
                return KeyPair.of(digest("key/" + attempt + "/" + name));
            } catch (IllegalArgumentException e) {
                // Not below the order of the curve, which happens once in four thousand million times: take the next.
            }
        }
    }

    /** A signed transaction; {@code purpose} is unique in the run and makes the idempotency key. */
    public Transaction sign(Signer sender, String purpose, List<Operation> operations) {
        byte[] key = Arrays.copyOf(digest("idempotency/" + purpose), IdempotencyKey.SIZE);
        TransactionBody body = new TransactionBody(
                NetworkTag.of(genesisHash),
                Address.of(sender.publicKey()),
                IdempotencyKey.of(key),
                validUntilMs,
                fee,
                "",
                operations);
        return Transaction.sign(genesisHash, body, sender);
    }

    private byte[] digest(String purpose) {
        return Sha256.of((seed + "/" + purpose).getBytes(StandardCharsets.UTF_8))
                .toByteArray();
    }
}
