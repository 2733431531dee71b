package org.tallystick.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.testing.TestNetwork.authorityKey;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Equivocation.Signed;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

class EquivocationTest {
    private static final View VIEW = View.of(5);

    private final Genesis genesis = TestNetwork.genesis();
    private final Hash block = genesis.hash();
    private final Hash other = genesis.authorities().hash();
    private final Ballot skip = Ballot.nullify(Epoch.ZERO, VIEW);
    private final Ballot keep = Ballot.finalize(Epoch.ZERO, VIEW, block);

    private Signed by(int signer, Ballot ballot) {
        return new Signed(ballot, authorityKey(signer).sign(ballot.digest(genesis.hash())));
    }

    private boolean proves(Equivocation proof) {
        return proof.verifies(genesis.authorities(), genesis.hash(), P256.verifier());
    }

    @Test
    void two_votes_that_exclude_each_other_prove_it() {
        assertThat(proves(new Equivocation(1, by(1, skip), by(1, keep)))).isTrue();
        assertThat(proves(new Equivocation(1, by(1, keep), by(1, Ballot.finalize(Epoch.ZERO, VIEW, other)))))
                .isTrue();
        Ballot notarize = Ballot.notarize(Epoch.ZERO, VIEW, block);
        assertThat(proves(new Equivocation(1, by(1, notarize), by(1, Ballot.notarize(Epoch.ZERO, VIEW, other)))))
                .isTrue();
    }

    @Test
    void nobody_is_accused_by_a_signature_of_someone_else_or_of_another_network() {
        assertThat(proves(new Equivocation(1, by(1, skip), by(2, keep)))).isFalse();
        assertThat(proves(new Equivocation(1, by(2, skip), by(1, keep)))).isFalse();
        assertThat(proves(new Equivocation(9, by(1, skip), by(1, keep)))).isFalse();
        assertThat(new Equivocation(1, by(1, skip), by(1, keep))
                        .verifies(genesis.authorities(), other, P256.verifier()))
                .isFalse();
    }

    @Test
    void what_an_honest_authority_may_sign_is_no_proof() {
        Ballot notarize = Ballot.notarize(Epoch.ZERO, VIEW, block);
        refused(skip, skip);
        refused(notarize, keep);
        refused(notarize, skip);
        refused(skip, Ballot.finalize(Epoch.ZERO, VIEW.next(), block));
        refused(skip, Ballot.finalize(Epoch.ZERO.next(), VIEW, block));
        refused(keep, Ballot.finalize(Epoch.ZERO, VIEW.next(), other));
    }

    private void refused(Ballot one, Ballot another) {
        assertThatThrownBy(() -> new Equivocation(1, by(1, one), by(1, another)))
                .isInstanceOf(DecodeException.class);
    }
}
