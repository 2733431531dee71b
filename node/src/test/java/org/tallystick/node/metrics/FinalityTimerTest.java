package org.tallystick.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Sha256;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.StoredTransaction;
import org.tallystick.node.testing.TestNetwork;

class FinalityTimerTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FinalityTimer timer = new FinalityTimer(registry);
    private final TestNetwork network = TestNetwork.of("timer", TestNetwork.key("alice"), TestNetwork.key("bob"));

    @Test
    void goes_on_measuring_after_any_number_that_never_became_final() {
        for (int i = 0; i < 120_000; i++) {
            timer.accepted(id(i), 0);
        }
        Transaction payment = network.pay(TestNetwork.key("alice"), 1, TestNetwork.key("bob"), 5);
        timer.accepted(payment.id(), System.nanoTime());
        StoredTransaction stored = new StoredTransaction(
                payment,
                new Receipt(payment.id(), new Receipt.Outcome.Applied(), Amount.ofBaseUnits(1)),
                Height.of(1),
                0,
                1_000);
        timer.onFinal(List.of(stored, stored));
        assertThat(registry.get("tally.payment.finality").timer().count()).isEqualTo(1);
    }

    private static Hash id(int i) {
        return Sha256.of(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
    }
}
