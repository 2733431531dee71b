package org.tallystick.ledger.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;

class AdmissionRulesTest {
    private final Genesis genesis = TestNetwork.genesis();
    private final TestLedger ledger = new TestLedger(genesis);

    private Optional<Refusal> admit(Transaction transaction) {
        long now = ledger.header().timeMs() + 1;
        return ledger.executor().admit(ledger.state(), transaction, now);
    }

    @Test
    void admits_what_a_block_would_apply() {
        assertThat(admit(pay(genesis, BOB, 1, transfer(CAROL, 4_990)))).isEmpty();
    }

    @Test
    void refuses_what_would_fail_and_names_the_operation() {
        Refusal refusal = admit(pay(genesis, BOB, 1, transfer(CAROL, 4_000), transfer(CAROL, 991)))
                .orElseThrow();

        assertThat(refusal.code()).isEqualTo(RefusalCode.INSUFFICIENT_FUNDS);
        assertThat(refusal.operationIndex()).hasValue(1);
    }

    @Test
    void refuses_a_sender_that_was_never_paid() {
        assertThat(admit(pay(genesis, CAROL, 1, transfer(BOB, 1))).map(Refusal::code))
                .contains(RefusalCode.UNKNOWN_ACCOUNT);
    }

    @Test
    void names_the_first_transaction_of_a_key_before_it_looks_at_the_funds() {
        Transaction first = pay(genesis, BOB, 1, transfer(ALICE, 4_990));
        ledger.append(first);

        Refusal again = admit(first).orElseThrow();
        assertThat(again.code()).isEqualTo(RefusalCode.ALREADY_INCLUDED);
        assertThat(again.firstTransaction()).contains(first.id());
        Refusal conflict = admit(pay(genesis, BOB, 1, transfer(ALICE, 1))).orElseThrow();
        assertThat(conflict.code()).isEqualTo(RefusalCode.IDEMPOTENCY_CONFLICT);
        assertThat(conflict.firstTransaction()).contains(first.id());
    }

    @Test
    void leaves_the_state_as_it_is() {
        Transaction transaction = pay(genesis, BOB, 1, transfer(CAROL, 4_990));

        assertThat(admit(transaction)).isEmpty();
        assertThat(admit(transaction)).isEmpty();
    }
}
