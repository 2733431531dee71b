package org.tallystick.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ledger.testing.TestNetwork.ALICE;
import static org.tallystick.ledger.testing.TestNetwork.BOB;
import static org.tallystick.ledger.testing.TestNetwork.CAROL;
import static org.tallystick.ledger.testing.TestNetwork.address;
import static org.tallystick.ledger.testing.TestNetwork.finalization;
import static org.tallystick.ledger.testing.TestNetwork.pay;
import static org.tallystick.ledger.testing.TestNetwork.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.KeyPair;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.merkle.StateLeaf;
import org.tallystick.ledger.merkle.StatePath;
import org.tallystick.ledger.proof.ProofVerdict.Part;
import org.tallystick.ledger.state.Account;
import org.tallystick.ledger.state.Accounts;
import org.tallystick.ledger.state.StateKey;
import org.tallystick.ledger.testing.BitFlips;
import org.tallystick.ledger.testing.TestLedger;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;

class StateProofTest {
    private final Genesis genesis = TestNetwork.genesis();
    private final ProofVerifier verifier = new ProofVerifier(genesis);
    private final TestLedger ledger = new TestLedger(genesis);
    private final StateProof proof;

    StateProofTest() {
        ledger.append(pay(genesis, ALICE, 1, transfer(CAROL, 7), transfer(TestNetwork.key("dave"), 8)));
        proof = proofOf(CAROL);
    }

    private StateProof proofOf(KeyPair key) {
        Certificate certificate = finalization(genesis, ledger.header(), 0, 1, 2);
        return StateProof.of(ledger.state(), Accounts.TABLE.key(address(key)), ledger.header(), certificate);
    }

    @Test
    void a_balance_is_proven() {
        assertThat(proof.row(Accounts.TABLE)).contains(new Account(Amount.ofBaseUnits(7)));
        assertThat(verifier.verify(proof)).isEqualTo(new ProofVerdict.Proven(ledger.header()));
        assertThat(part(proofOf(BOB))).isNull();
    }

    @Test
    void that_there_is_no_account_is_proven() {
        for (int i = 0; i < 50; i++) {
            StateProof absent = proofOf(TestNetwork.key("stranger-" + i));
            assertThat(absent.value()).isEmpty();
            assertThat(part(absent)).isNull();
        }
    }

    @Test
    void an_account_cannot_be_denied_nor_made_up() {
        assertThat(part(new StateProof(
                        proof.key(), Optional.empty(), proof.path(), proof.header(), proof.certificate())))
                .isEqualTo(Part.STATE_PATH);
        StateProof absent = proofOf(TestNetwork.key("stranger"));
        assertThat(part(new StateProof(
                        absent.key(),
                        Optional.of(Bytes.encodingOf(Account.EMPTY)),
                        absent.path(),
                        absent.header(),
                        absent.certificate())))
                .isEqualTo(Part.STATE_PATH);
    }

    @Test
    void any_flipped_bit_of_the_row_or_the_key_is_found_out() {
        assertThat(BitFlips.values(proof.row(Accounts.TABLE).orElseThrow().encoded(), Account::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(new StateProof(
                                proof.key(),
                                Optional.of(Bytes.encodingOf(flipped)),
                                proof.path(),
                                proof.header(),
                                proof.certificate())))
                        .isEqualTo(Part.STATE_PATH));
        assertThat(BitFlips.values(address(CAROL).encoded(), Address::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(new StateProof(
                                Accounts.TABLE.key(flipped),
                                proof.value(),
                                proof.path(),
                                proof.header(),
                                proof.certificate())))
                        .isEqualTo(Part.STATE_PATH));
    }

    @Test
    void any_altered_path_is_found_out() {
        assertThat(altered(proof.path()))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(part(
                                new StateProof(proof.key(), proof.value(), path, proof.header(), proof.certificate())))
                        .isEqualTo(Part.STATE_PATH));
    }

    private static List<StatePath> altered(StatePath path) {
        List<StatePath> altered = new ArrayList<>();
        for (int i = 0; i < path.siblings().size(); i++) {
            List<Hash> without = new ArrayList<>(path.siblings());
            Hash removed = without.remove(i);
            altered.add(new StatePath(without, path.end()));
            for (Hash flipped : BitFlips.values(removed.encoded(), Hash::decode)) {
                List<Hash> siblings = new ArrayList<>(path.siblings());
                siblings.set(i, flipped);
                altered.add(new StatePath(siblings, path.end()));
            }
        }
        StateLeaf end = path.end().orElseThrow();
        altered.add(new StatePath(path.siblings(), Optional.empty()));
        for (Hash flipped : BitFlips.values(end.path().encoded(), Hash::decode)) {
            altered.add(new StatePath(path.siblings(), Optional.of(new StateLeaf(flipped, end.valueHash()))));
        }
        for (Hash flipped : BitFlips.values(end.valueHash().encoded(), Hash::decode)) {
            altered.add(new StatePath(path.siblings(), Optional.of(new StateLeaf(end.path(), flipped))));
        }
        return altered;
    }

    @Test
    void any_flipped_bit_of_the_header_or_the_certificate_is_found_out() {
        assertThat(BitFlips.values(proof.header().encoded(), BlockHeader::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(part(
                                new StateProof(proof.key(), proof.value(), proof.path(), flipped, proof.certificate())))
                        .isIn(Part.STATE_PATH, Part.AUTHORITIES, Part.CERTIFICATE));
        assertThat(BitFlips.values(proof.certificate().encoded(), Certificate::decode))
                .isNotEmpty()
                .allSatisfy(flipped -> assertThat(
                                part(new StateProof(proof.key(), proof.value(), proof.path(), proof.header(), flipped)))
                        .isEqualTo(Part.CERTIFICATE));
    }

    @Test
    void authorities_of_another_network_cannot_vouch() {
        ProofVerifier elsewhere = new ProofVerifier(TestNetwork.genesis(11));
        assertThat(elsewhere.verify(proof))
                .isInstanceOfSatisfying(
                        ProofVerdict.Refuted.class,
                        refuted -> assertThat(refuted.part()).isEqualTo(Part.CERTIFICATE));
    }

    @Test
    void a_row_of_another_table_is_not_the_one_asked_for() {
        assertThat(proof.isOf(Accounts.TABLE, address(CAROL))).isTrue();
        assertThat(proof.isOf(Accounts.TABLE, address(BOB))).isFalse();
        StateProof elsewhere = new StateProof(
                new StateKey(9, proof.key().key()), proof.value(), proof.path(), proof.header(), proof.certificate());
        assertThat(elsewhere.isOf(Accounts.TABLE, address(CAROL))).isFalse();
        assertThat(part(elsewhere)).isEqualTo(Part.STATE_PATH);
    }

    private @Nullable Part part(StateProof altered) {
        return switch (verifier.verify(altered)) {
            case ProofVerdict.Proven proven -> null;
            case ProofVerdict.Refuted refuted -> refuted.part();
        };
    }
}
