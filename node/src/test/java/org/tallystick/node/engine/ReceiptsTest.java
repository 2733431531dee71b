package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.api.proof.ProofFiles;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.proof.ProofVerdict;
import org.tallystick.ledger.proof.ProofVerifier;
import org.tallystick.ledger.proof.ReceiptProof;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.sync.Spacing;
import org.tallystick.node.testing.TestNetwork;

/** Four whole nodes: what was proven once stays provable, whatever becomes of single nodes' disks. */
class ReceiptsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAYMENTS = Spacing.DEFAULT.blocks() + 8;

    private final KeyPair alice = TestNetwork.key("alice");

    @TempDir
    private Path directory = Path.of("");

    private LocalNodes nodes;
    private final List<Hash> paid = new ArrayList<>();

    @Test
    void every_receipt_comes_from_every_node_whatever_became_of_their_ledgers() throws IOException {
        pay();
        leaveCertificatesToNode0();
        for (int i = 1; i < 4; i++) {
            int node = i;
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                assertThat(assertProven(node, paid.getFirst()).headers())
                        .hasSizeLessThanOrEqualTo(Spacing.DEFAULT.blocks());
            });
        }

        wipeEachInTurn();
        for (int i = 0; i < 4; i++) {
            for (Hash id : paid) {
                assertProven(i, id);
            }
        }
    }

    private void pay() {
        awaitReady(0);
        for (int i = 0; i < PAYMENTS; i++) {
            Transaction payment = LocalPayments.pay(nodes.genesis(), alice, i);
            nodes.client(0).submitAndWait(payment, PATIENCE);
            paid.add(payment.id());
        }
        assertThat(height(0)).isGreaterThanOrEqualTo(PAYMENTS);
    }

    @BeforeEach
    void start() throws IOException {
        nodes = new LocalNodes(directory, 4, alice);
        nodes.startAll();
    }

    @AfterEach
    void stop() {
        nodes.close();
    }

    private void wipeEachInTurn() throws IOException {
        for (int i = 0; i < 4; i++) {
            nodes.stop(i);
            delete(nodes.config(i).storage().ledger());
            nodes.start(i);
            awaitHeight(i, height((i + 1) % 4));
        }
    }

    /** The others are as a version left them that fetched one certificate for a whole range. */
    private void leaveCertificatesToNode0() throws IOException {
        for (int i = 0; i < 4; i++) {
            nodes.stop(i);
        }
        for (int i = 1; i < 4; i++) {
            delete(nodes.config(i).storage().ledger());
            SparseLedger.copy(
                    nodes.config(0).storage().ledger(),
                    nodes.config(i).storage().ledger(),
                    nodes.genesis());
        }

        nodes.startAll();
    }

    private ReceiptProof assertProven(int node, Hash id) {
        ReceiptProof proof = new ProofFiles(nodes.genesis())
                .readReceiptProof(nodes.client(node).transactionProof(id));
        assertThat(proof.transaction().id()).isEqualTo(id);
        assertThat(new ProofVerifier(nodes.genesis()).verify(proof)).isInstanceOf(ProofVerdict.Proven.class);
        return proof;
    }

    private void awaitReady(int index) {
        await().atMost(PATIENCE).until(() -> nodes.client(index).status().ready());
    }

    private void awaitHeight(int index, long height) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> height(index) >= height);
    }

    private long height(int index) {
        return nodes.client(index).status().head().header().height().value();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
