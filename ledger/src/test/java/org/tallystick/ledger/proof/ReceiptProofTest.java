package org.tallystick.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.certificate;
import static org.tallystick.ledger.testing.TestNetwork.finalization;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Receipt;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.MerklePath;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.proof.ProofVerdict.Part;
import org.tallystick.ledger.testing.BitFlips;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Amount;

class ReceiptProofTest {
    private static final int INDEX = 2;

    private final Genesis genesis = TestNetwork.genesis();
    private final Hash genesisHash = genesis.hash();
    private final ProofVerifier verifier = new ProofVerifier(genesis);
    private final TestLedger ledger = new TestLedger(genesis);
    private final Executed executed;
    private final ReceiptProof proof;

    /** The third of five transactions, final by the certificate of a block two heights later. */
    ReceiptProofTest() {
        executed = ledger.append(
                        pay(genesis, ALICE, 1, transfer(BOB, 1)),
                        pay(genesis, ALICE, 2, transfer(BOB, 2)),
                        pay(genesis, BOB, 1, transfer(CAROL, 4_990)),
                        pay(genesis, ALICE, 3, transfer(BOB, 3)),
                        pay(genesis, ALICE, 4, transfer(BOB, 4)))
                .executed();
        ledger.sleep(1_000);
        ledger.sleep(1_000);
        List<BlockHeader> headers = ledger.headers().subList(1, 4);
        proof = ReceiptProof.of(
                executed.block().transactions(),
                executed.receipts(),
                executed.records(),
                INDEX,
                headers,
                finalization(genesis, headers.getLast(), 0, 1, 3));
    }

    @Test
    void a_true_proof_holds_and_names_the_block() {
        assertThat(verifier.verify(proof))
                .isEqualTo(new ProofVerdict.Proven(executed.block().header()));
    }

    @Test
    void a_failed_transaction_is_proven_to_have_failed() {
        Executed failed =
                ledger.append(pay(genesis, BOB, 9, transfer(ALICE, 999_999))).executed();
        BlockHeader header = failed.block().header();
        ReceiptProof ofFailure = ReceiptProof.of(
                failed.block().transactions(),
                failed.receipts(),
                failed.records(),
                0,
                List.of(header),
                finalization(genesis, header, 1, 2, 3));

        assertThat(ofFailure.receipt().outcome()).isInstanceOf(Receipt.Outcome.Failed.class);
        assertThat(verifier.verify(ofFailure)).isInstanceOf(ProofVerdict.Proven.class);
    }

    @Test
    void any_flipped_bit_of_the_transaction_is_found_out() {
        assertThat(BitFlips.values(proof.transaction().encoded(), in -> Transaction.decode(in, genesisHash)))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(with(flipped))).isEqualTo(Part.TRANSACTION));
    }

    @Test
    void any_flipped_bit_of_the_receipt_is_found_out() {
        assertThat(BitFlips.values(proof.receipt().encoded(), Receipt::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(with(flipped))).isIn(Part.RECEIPT, Part.RECEIPT_PATH));
    }

    @Test
    void any_flipped_bit_of_a_header_is_found_out() {
        for (int i = 0; i < proof.headers().size(); i++) {
            int at = i;
            assertThat(BitFlips.values(proof.headers().get(i).encoded(), BlockHeader::decode))
                    .isNotEmpty()
                    .allSatisfy(
                            flipped -> assertThat(part(withHeader(at, flipped))).isNotNull());
        }
    }

    @Test
    void any_flipped_bit_of_the_certificate_is_found_out() {
        assertThat(BitFlips.values(proof.certificate().encoded(), Certificate::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(with(flipped))).isEqualTo(Part.CERTIFICATE));
    }

    @Test
    void any_altered_path_is_found_out() {
        assertThat(altered(proof.transactionPath()))
                .allSatisfy(path -> assertThat(part(withPaths(path, proof.receiptPath())))
                        .isIn(Part.TRANSACTION_PATH, Part.RECEIPT_PATH));
        assertThat(altered(proof.receiptPath()))
                .allSatisfy(path -> assertThat(part(withPaths(proof.transactionPath(), path)))
                        .isEqualTo(Part.RECEIPT_PATH));
    }

    private static List<MerklePath> altered(MerklePath path) {
        List<MerklePath> altered = new ArrayList<>();
        for (int bit = 0; bit < 64; bit++) {
            altered.add(new MerklePath(path.index() ^ (1L << bit), path.size(), path.siblings()));
            altered.add(new MerklePath(path.index(), path.size() ^ (1L << bit), path.siblings()));
        }
        for (int i = 0; i < path.siblings().size(); i++) {
            List<Hash> without = new ArrayList<>(path.siblings());
            Hash removed = without.remove(i);
            altered.add(new MerklePath(path.index(), path.size(), without));
            for (Hash flipped : BitFlips.values(removed.encoded(), Hash::decode)) {
                List<Hash> siblings = new ArrayList<>(path.siblings());
                siblings.set(i, flipped);
                altered.add(new MerklePath(path.index(), path.size(), siblings));
            }
        }
        return altered;
    }

    @Test
    void another_transactions_receipt_is_not_ones_own() {
        ReceiptProof other = ReceiptProof.of(
                executed.block().transactions(),
                executed.receipts(),
                executed.records(),
                0,
                proof.headers(),
                proof.certificate());
        ReceiptProof mixed = new ReceiptProof(
                proof.transaction(),
                other.receipt(),
                proof.transactionPath(),
                other.receiptPath(),
                proof.headers(),
                proof.certificate());
        assertThat(part(mixed)).isEqualTo(Part.RECEIPT);
    }

    @Test
    void a_made_up_outcome_is_found_out() {
        Receipt failed = new Receipt(
                proof.transaction().id(),
                new Receipt.Outcome.Failed(RefusalCode.INSUFFICIENT_FUNDS, 0),
                Amount.ofBaseUnits(10));
        assertThat(part(with(failed))).isEqualTo(Part.RECEIPT_PATH);
    }

    @Test
    void headers_must_follow_one_another() {
        List<BlockHeader> h = proof.headers();
        assertThat(part(withHeaders(List.of()))).isEqualTo(Part.HEADER_CHAIN);
        assertThat(part(withHeaders(List.of(h.get(0), h.get(2))))).isEqualTo(Part.HEADER_CHAIN);
        assertThat(part(withHeaders(List.of(h.get(0), h.get(2), h.get(1))))).isEqualTo(Part.HEADER_CHAIN);
        assertThat(part(withHeaders(h.subList(0, 2)))).isEqualTo(Part.CERTIFICATE);
    }

    @Test
    void fewer_than_a_quorum_are_not_enough() {
        BlockHeader last = proof.headers().getLast();
        assertThat(part(with(finalization(genesis, last, 0, 1)))).isEqualTo(Part.CERTIFICATE);
        assertThat(part(with(finalization(genesis, last, 0, 1, 2, 3)))).isNull();
        assertThat(part(with(finalization(genesis, last, 0, 1, 4)))).isEqualTo(Part.CERTIFICATE);
    }

    @Test
    void a_notarization_is_not_a_finalization() {
        BlockHeader last = proof.headers().getLast();
        Ballot notarize = Ballot.notarize(last.epoch(), last.view(), last.hash(genesisHash));
        assertThat(part(with(certificate(genesis, notarize, 0, 1, 2)))).isEqualTo(Part.CERTIFICATE);
    }

    @Test
    void a_certificate_of_another_view_or_epoch_is_not_this_blocks() {
        BlockHeader last = proof.headers().getLast();
        Hash hash = last.hash(genesisHash);
        Ballot otherView = Ballot.finalize(last.epoch(), last.view().next(), hash);
        Ballot otherEpoch = Ballot.finalize(last.epoch().next(), last.view(), hash);
        assertThat(part(with(certificate(genesis, otherView, 0, 1, 2)))).isEqualTo(Part.CERTIFICATE);
        assertThat(part(with(certificate(genesis, otherEpoch, 0, 1, 2)))).isEqualTo(Part.CERTIFICATE);
    }

    @Test
    void a_proof_of_one_network_is_none_on_another() {
        ProofVerifier elsewhere = new ProofVerifier(TestNetwork.genesis(11));
        assertThat(elsewhere.verify(proof)).isInstanceOfSatisfying(ProofVerdict.Refuted.class, refuted -> {
            assertThat(refuted.part()).isEqualTo(Part.TRANSACTION);
            assertThat(refuted.reason()).contains("network");
        });
    }

    private @Nullable Part part(ReceiptProof altered) {
        return switch (verifier.verify(altered)) {
            case ProofVerdict.Proven proven -> null;
            case ProofVerdict.Refuted refuted -> refuted.part();
        };
    }

    private ReceiptProof with(Transaction transaction) {
        return new ReceiptProof(
                transaction,
                proof.receipt(),
                proof.transactionPath(),
                proof.receiptPath(),
                proof.headers(),
                proof.certificate());
    }

    private ReceiptProof with(Receipt receipt) {
        return new ReceiptProof(
                proof.transaction(),
                receipt,
                proof.transactionPath(),
                proof.receiptPath(),
                proof.headers(),
                proof.certificate());
    }

    private ReceiptProof with(Certificate certificate) {
        return new ReceiptProof(
                proof.transaction(),
                proof.receipt(),
                proof.transactionPath(),
                proof.receiptPath(),
                proof.headers(),
                certificate);
    }

    private ReceiptProof withPaths(MerklePath transactionPath, MerklePath receiptPath) {
        return new ReceiptProof(
                proof.transaction(),
                proof.receipt(),
                transactionPath,
                receiptPath,
                proof.headers(),
                proof.certificate());
    }

    private ReceiptProof withHeaders(List<BlockHeader> headers) {
        return new ReceiptProof(
                proof.transaction(),
                proof.receipt(),
                proof.transactionPath(),
                proof.receiptPath(),
                headers,
                proof.certificate());
    }

    private ReceiptProof withHeader(int index, BlockHeader header) {
        List<BlockHeader> headers = new ArrayList<>(proof.headers());
        headers.set(index, header);
        return withHeaders(headers);
    }
}
