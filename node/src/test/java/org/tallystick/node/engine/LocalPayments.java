package org.tallystick.node.engine;

import java.nio.ByteBuffer;
import java.util.List;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.node.testing.TestNetwork;

/** Payments of one base unit on a network of {@link LocalNodes}. */
final class LocalPayments {
    private static final KeyPair BOB = TestNetwork.key("bob");
    private static final long VALID_MS = 600_000;

    private LocalPayments() {}

    /** The {@code number}-th payment of {@code from} to bob. */
    static Transaction pay(Genesis genesis, KeyPair from, long number) {
        return Transaction.sign(genesis.hash(), body(genesis, from, number), from);
    }

    /** What says that payment. */
    static TransactionBody body(Genesis genesis, KeyPair from, long number) {
        return new TransactionBody(
                NetworkTag.of(genesis.hash()),
                TestNetwork.address(from),
                IdempotencyKey.of(ByteBuffer.allocate(16).putLong(number).array()),
                System.currentTimeMillis() + VALID_MS,
                Amount.ZERO,
                "",
                List.of(new Transfer(TestNetwork.address(BOB), Amount.ofBaseUnits(1))));
    }
}
