package org.tallystick.wallet.payment;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;

/** What a person asks for when paying one other. */
public record Payment(Address from, Address to, Amount amount, Amount fee, String memo) {

    /**
     * The transaction's body.
     *
     * @param validUntilMs milliseconds since 1970 UTC
     */
    public TransactionBody body(Network network, IdempotencyKey key, long validUntilMs) {
        NetworkTag tag = NetworkTag.of(network.genesisHash());
        return new TransactionBody(tag, from, key, validUntilMs, fee, memo, List.of(new Transfer(to, amount)));
    }

    /** Whether {@code body} asks for the same. */
    public boolean isAskedBy(TransactionBody body) {
        return body.fee().equals(fee) && paysAsMuch(body);
    }

    /** Whether {@code body} pays the same to the same, for whatever fee. */
    boolean paysAsMuch(TransactionBody body) {
        return body.sender().equals(from)
                && body.memo().equals(memo)
                && body.operations().equals(List.of(new Transfer(to, amount)));
    }

    /** A key that was never used. */
    public static IdempotencyKey newKey(SecureRandom random) {
        byte[] bytes = new byte[IdempotencyKey.SIZE];
        random.nextBytes(bytes);
        return IdempotencyKey.of(bytes);
    }

    /** The key for a text of the user's own, such as an invoice's number: 32 hex digits as they are, else a digest. */
    public static IdempotencyKey keyOf(String text) {
        if (text.matches("[0-9a-fA-F]{32}")) {
            return IdempotencyKey.fromHex(text);
        }
        byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).toByteArray();
        return IdempotencyKey.of(Arrays.copyOf(digest, IdempotencyKey.SIZE));
    }
}
