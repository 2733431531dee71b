package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.api.TransactionState;
import org.tallystick.api.client.ClientException;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.testing.TestNetwork;

/**
 * Run by hand: on a long ledger, each of four whole nodes in turn loses its own and fetches it again, under load; then every
 * payment's receipt has to come from every node. {@code -Dreceipts.blocks=20000}
 */
@EnabledIfSystemProperty(named = "receipts.blocks", matches = "[1-9][0-9]*")
class ManyReceiptsTest {
    private static final Logger LOG = LoggerFactory.getLogger(ManyReceiptsTest.class);
    private static final int BLOCKS = Integer.getInteger("receipts.blocks", 0);
    private static final int NODES = 4;
    private static final int PAYERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final KeyPair alice = TestNetwork.key("alice");
    private final KeyPair carol = TestNetwork.key("carol");
    private final Queue<Hash> paidMeanwhile = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger longest = new AtomicInteger();
    private final AtomicInteger payments = new AtomicInteger();
    private volatile int absent = -1;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void every_receipt_comes_from_every_node_after_each_lost_its_ledger() throws Exception {
        try (LocalNodes nodes = new LocalNodes(directory, NODES, alice, carol);
                ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Hash> paid = new ArrayList<>(new LongLedger(nodes, NODES).write(alice, BLOCKS));
            LOG.warn("{} blocks written", BLOCKS);
            nodes.startAll();
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < PAYERS; i++) {
                load.add(background.submit(() -> pay(nodes)));
            }
            for (int i = 0; i < NODES; i++) {
                loseAndFetch(nodes, i);
            }
            over.set(true);
            for (Future<?> payer : load) {
                payer.get();
            }
            paid.addAll(paidMeanwhile);
            LOG.warn("{} payments meanwhile", paidMeanwhile.size());

            List<Future<Integer>> checks = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                int node = i;
                checks.add(background.submit(() -> prove(nodes, node, paid)));
            }
            for (Future<Integer> check : checks) {
                assertThat(check.get()).isEqualTo(paid.size());
            }
            LOG.warn("{} receipts proven by each of {} nodes, {} headers at most", paid.size(), NODES, longest.get());
        }
    }

    private void loseAndFetch(LocalNodes nodes, int index) throws IOException, InterruptedException {
        absent = index;
        nodes.stop(index);
        try (Stream<Path> files = Files.walk(nodes.config(index).storage().ledger())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        long start = System.nanoTime();
        nodes.start(index);
        long goal = height(nodes, (index + 1) % NODES);
        while (height(nodes, index) < goal) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            Thread.sleep(PAUSE);
        }
        LOG.warn(
                "node {} has its {} blocks again after {} s", index, goal, (System.nanoTime() - start) / 1_000_000_000);
        absent = -1;
    }

    private static long height(LocalNodes nodes, int index) {
        return nodes.client(index).status().head().header().height().value();
    }

    private void pay(LocalNodes nodes) {
        while (!over.get()) {
            int number = payments.incrementAndGet();
            int through = number % NODES;
            if (through != absent) {
                payOne(nodes, through, number);
            }
        }
    }

    private void payOne(LocalNodes nodes, int through, int number) {
        Transaction payment = LocalPayments.pay(nodes.genesis(), carol, number);
        try {
            TransactionState state = nodes.client(through)
                    .submitAndWait(payment, Duration.ofSeconds(5))
                    .state();
            if (state == TransactionState.FINAL) {
                paidMeanwhile.add(payment.id());
            }
        } catch (ClientException e) {
            LOG.info("payment {} was not taken: {}", number, e.getMessage());
        }
    }

    private int prove(LocalNodes nodes, int node, List<Hash> paid) {
        ProofFiles files = new ProofFiles(nodes.genesis());
        ProofVerifier verifier = new ProofVerifier(nodes.genesis());
        int proven = 0;
        for (Hash id : paid) {
            ReceiptProof proof = files.readReceiptProof(nodes.client(node).transactionProof(id));
            longest.accumulateAndGet(proof.headers().size(), Math::max);
            if (proof.transaction().id().equals(id) && verifier.verify(proof) instanceof ProofVerdict.Proven) {
                proven++;
            }
        }
        return proven;
    }
}
