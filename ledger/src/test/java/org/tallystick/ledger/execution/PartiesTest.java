package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.execution.Receipt.Outcome;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;

class PartiesTest {
    private final Genesis genesis = TestNetwork.genesis();
    private final Transaction payment =
            pay(genesis, ALICE, 1, transfer(BOB, 1), transfer(CAROL, 2), transfer(BOB, 3), transfer(ALICE, 4));

    @Test
    void are_the_sender_and_once_each_whoever_was_paid() {
        assertThat(receipt(new Outcome.Applied()).parties(payment.body()))
                .containsExactly(address(ALICE), address(BOB), address(CAROL));
    }

    @Test
    void are_the_sender_alone_where_nobody_was_paid() {
        assertThat(receipt(new Outcome.Failed(RefusalCode.INSUFFICIENT_FUNDS, 1))
                        .parties(payment.body()))
                .containsExactly(address(ALICE));
    }

    private static Address address(KeyPair key) {
        return Address.of(key.publicKey());
    }

    private Receipt receipt(Outcome outcome) {
        return new Receipt(payment.id(), outcome, payment.body().fee());
    }
}
