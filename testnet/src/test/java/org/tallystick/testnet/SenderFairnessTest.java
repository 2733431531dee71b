package org.tallystick.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.SubmissionResult;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.ApiException;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.client.TallyClient;
import org.tallystick.config.GenesisFile;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.testnet.load.Funding;
import org.tallystick.testnet.load.Latencies;
import org.tallystick.testnet.load.Signatory;
import org.tallystick.testnet.network.Founding;

/**
 * How long payments take beside senders that flood, on four real nodes: {@code -Dfairness.seconds=60}, without the floods
 * first and then with them. Run by hand: it measures.
 */
@EnabledIfSystemProperty(named = "fairness.seconds", matches = "[1-9][0-9]*")
final class SenderFairnessTest {
    private static final int NODES = 4;
    private static final int FLOODERS = 3;
    private static final int BATCH = 200;
    private static final long PAYMENT_EVERY_MS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private LiveNetwork network;
    private Signatory signatory;

    @BeforeEach
    void start_the_network() throws InterruptedException {
        network = new LiveNetwork(
                folder.resolve("net"), new Founding(NODES, FreePorts.base(NODES)), UnaryOperator.identity());
        network.testnet().begin(LiveNetwork.PATIENCE);
        signatory =
                LoadVerb.signatory(GenesisFile.read(network.testnet().folder().genesis()));
        Map<Address, Amount> grants = new HashMap<>();
        for (int i = 0; i < FLOODERS; i++) {
            grants.put(address("flooder-" + i), Amount.ofBaseUnits(1_000_000_000L));
        }
        grants.put(address("payer"), Amount.ofBaseUnits(1_000_000_000L));
        new Funding(clients(), signatory, LoadVerb.treasury(network.testnet())).grant(grants, (what, done, all) -> {});
    }

    @AfterEach
    void remove_the_network() {
        network.close();
    }

    @Test
    void a_payer_beside_floods() throws Exception {
        long seconds = Long.getLong("fairness.seconds");
        measure("warm-up", seconds, true);
        measure("alone", seconds, false);
        measure("beside " + FLOODERS + " floods", seconds, true);
    }

    private void measure(String phase, long seconds, boolean flooded) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong taken = new AtomicLong();
        List<Long> nanos = new ArrayList<>();
        int failures = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            if (flooded) {
                for (int i = 0; i < FLOODERS; i++) {
                    String flooder = "flooder-" + i;
                    TallyClient node = clients().get(i);
                    threads.execute(() -> flood(node, phase, flooder, over, taken));
                }
            }
            List<Future<Long>> payments = new ArrayList<>();
            for (int i = 0; i < seconds * 1_000 / PAYMENT_EVERY_MS; i++) {
                Transaction payment = payment("payer", phase + "/" + i);
                TallyClient node = clients().get(i % NODES);
                payments.add(threads.submit(() -> finality(node, payment)));
                TimeUnit.MILLISECONDS.sleep(PAYMENT_EVERY_MS);
            }
            for (Future<Long> payment : payments) {
                long took = payment.get();
                failures += took < 0 ? 1 : 0;
                nanos.add(took < 0 ? PATIENCE.toNanos() : took);
            }
            over.set(true);
        }
        Latencies latencies = new Latencies(nanos);
        System.out.printf(
                "%s: %d payments, p50 %.0f ms, p99 %.0f ms, max %.0f ms, %d not final; floods taken: %d a second%n",
                phase,
                latencies.count(),
                latencies.percentileMs(50),
                latencies.percentileMs(99),
                latencies.maxMs(),
                failures,
                taken.get() / seconds);
        assertThat(failures).isZero();
    }

    /** From before the payment leaves until it is final, sent again where it was not taken; -1 where it never was. */
    private static long finality(TallyClient node, Transaction payment) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                if (node.submitAndWait(payment, Duration.ofSeconds(10)).state() == TransactionState.FINAL) {
                    return System.nanoTime() - start;
                }
            } catch (ClientException notTaken) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return -1;
    }

    private void flood(TallyClient node, String phase, String flooder, AtomicBoolean over, AtomicLong taken) {
        for (int batch = 0; !over.get(); batch++) {
            List<Transaction> transactions = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                transactions.add(payment(flooder, phase + "/" + batch + "/" + i));
            }
            try {
                taken.addAndGet(node.submit(transactions).stream()
                        .filter(result -> result instanceof SubmissionResult.Accepted)
                        .count());
            } catch (ApiException refused) {
                Thread.onSpinWait();
            }
        }
    }

    private Transaction payment(String from, String purpose) {
        KeyPair key = signatory.keyOf(from);
        return signatory.sign(
                key, from + "/" + purpose, List.of(new Transfer(address("payee"), Amount.ofBaseUnits(1))));
    }

    private Address address(String name) {
        return Address.of(signatory.keyOf(name).publicKey());
    }

    private List<TallyClient> clients() {
        return network.testnet().clients();
    }
}
