package org.tallystick.testnet.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.TransactionStatus;
import org.tallystick.api.client.TallyClient;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Parcel.End;

/** Measures how long one payment on an idle network takes to be final: one at a time, to each node in turn. */
public final class SinglePayments {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Between payments, so that each meets an idle network. */
    private static final long REST_MS = 20;

    private final List<TallyClient> nodes;
    private final Signatory signatory;
    private final KeyPair payer;

    /** @param nodes that answer */
    public SinglePayments(List<TallyClient> nodes, Signatory signatory, KeyPair payer) {
        this.nodes = List.copyOf(nodes);
        this.signatory = signatory;
        this.payer = payer;
    }

    /**
     * Pays one base unit {@code warmUp + count} times and measures the last {@code count}, from before the transaction leaves
     * to the answer that it is final. Signing is done before and not measured.
     *
     * @throws IllegalStateException if a payment is not final in time
     */
    public Latencies run(int warmUp, int count, Progress progress) throws InterruptedException {
        Address payee = Address.of(signatory.keyOf("payee").publicKey());
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < warmUp + count; i++) {
            Transaction payment =
                    signatory.sign(payer, "single/" + i, List.of(new Transfer(payee, Amount.ofBaseUnits(1))));
            TallyClient node = nodes.get(i % nodes.size());
            Thread.sleep(REST_MS);
            long start = System.nanoTime();
            TransactionStatus status = node.submitAndWait(payment, PATIENCE);
            long end = System.nanoTime();
            if (!Ends.of(status, end).equals(Optional.of(new End.Applied(end)))) {
                throw new IllegalStateException("payment " + payment.id() + " is " + status.state() + ", not final");
            }
            if (i >= warmUp) {
                took.add(end - start);
            }
            progress.at("payments final", i + 1, warmUp + count);
        }
        return new Latencies(took);
    }
}
