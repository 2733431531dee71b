package org.tallystick.ledger.operation.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.genesis.NameKnobs;
import org.tallystick.ledger.operation.Operation;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Amount;

/** A network on which a name costs 100 base units and rests for ten minutes. */
final class NamesNetwork {
    static final long DEPOSIT = 100;
    static final long REST_MS = 600_000;

    private NamesNetwork() {}

    static Genesis genesis(KeyPair... rich) {
        Genesis plain = TestNetwork.genesis();
        List<Genesis.Allocation> balances = new ArrayList<>();
        for (KeyPair each : rich) {
            balances.add(TestNetwork.allocation(TestNetwork.address(each), 1_000));
        }
        balances.sort(Comparator.comparing(Genesis.Allocation::address));
        return new Genesis(
                plain.networkName(),
                plain.addressPrefix(),
                plain.coinSymbol(),
                plain.timeMs(),
                plain.privacy(),
                Amount.ZERO,
                new NameKnobs(Amount.ofBaseUnits(DEPOSIT), REST_MS, List.of("admin", "support")),
                plain.authorities(),
                balances);
    }

    /** Free of charge and valid for an hour from {@code nowMs}. */
    static Transaction transaction(Genesis genesis, KeyPair from, long number, long nowMs, Operation... operations) {
        TransactionBody body = new TransactionBody(
                NetworkTag.of(genesis.hash()),
                TestNetwork.address(from),
                TestNetwork.idempotencyKey(number),
                nowMs + 3_600_000,
                Amount.ZERO,
                "",
                List.of(operations));
        return Transaction.sign(genesis.hash(), body, from);
    }
}
