package org.tallystick.ledger.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.ledger.testing.TestNetwork.authorityKey;
import static org.tallystick.ledger.testing.TestNetwork.certificate;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.block.Certificate.Seal;
import org.tallystick.ledger.codec.DecodeException;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.HashTag;
import org.tallystick.ledger.crypto.P256;
import org.tallystick.ledger.crypto.Signature;
import org.tallystick.ledger.genesis.Genesis;
import org.tallystick.ledger.testing.TestNetwork;
import org.tallystick.ledger.value.Epoch;
import org.tallystick.ledger.value.View;

class CertificateTest {
    private static final Epoch EPOCH = Epoch.ZERO;
    private static final View VIEW = View.of(5);

    private final Genesis genesis = TestNetwork.genesis();
    private final Hash block = genesis.hash();
    private final Ballot ballot = Ballot.finalize(EPOCH, VIEW, block);

    private boolean holds(Certificate certificate) {
        return certificate.verifies(genesis.authorities(), genesis.hash(), P256.verifier());
    }

    @Test
    void a_quorum_of_votes_holds_whoever_they_are_of() {
        assertThat(holds(certificate(genesis, ballot, 0, 1, 2))).isTrue();
        assertThat(holds(certificate(genesis, ballot, 0, 2, 3))).isTrue();
        assertThat(holds(certificate(genesis, ballot, 0, 1, 2, 3))).isTrue();
    }

    @Test
    void fewer_do_not() {
        assertThat(holds(certificate(genesis, ballot))).isFalse();
        assertThat(holds(certificate(genesis, ballot, 0, 1))).isFalse();
    }

    @Test
    void a_stranger_does_not_count() {
        assertThat(holds(certificate(genesis, ballot, 0, 1, 4))).isFalse();
    }

    @Test
    void one_bad_signature_spoils_even_more_than_a_quorum() {
        List<Seal> seals =
                new ArrayList<>(certificate(genesis, ballot, 0, 1, 2, 3).seals());
        seals.set(3, new Seal(3, seals.get(2).signature()));
        assertThat(holds(new Certificate(ballot, seals))).isFalse();
    }

    @Test
    void nobody_votes_twice_in_it() {
        List<Seal> seals = certificate(genesis, ballot, 0, 1, 2).seals();
        List<Seal> doubled = List.of(seals.get(0), seals.get(1), seals.get(1));
        assertThatThrownBy(() -> new Certificate(ballot, doubled)).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> new Certificate(ballot, seals.reversed())).isInstanceOf(DecodeException.class);
    }

    /** Each signed thing under every other kind, epoch, view, block, network and tag. */
    @ParameterizedTest
    @EnumSource(Ballot.Kind.class)
    void signatures_mean_nothing_for_any_other_ballot(Ballot.Kind kind) {
        Ballot signed = ballotOf(kind, EPOCH, VIEW, block);
        List<Seal> seals = certificate(genesis, signed, 0, 1, 2).seals();
        List<Ballot> others = new ArrayList<>();
        for (Ballot.Kind other : Ballot.Kind.values()) {
            others.add(ballotOf(other, EPOCH, VIEW, block));
            others.add(ballotOf(other, EPOCH.next(), VIEW, block));
            others.add(ballotOf(other, EPOCH, VIEW.next(), block));
            others.add(ballotOf(other, EPOCH, VIEW, HashTag.BLOCK.hash()));
        }
        others.removeIf(signed::equals);

        assertThat(holds(new Certificate(signed, seals))).isTrue();
        assertThat(others).noneMatch(other -> holds(new Certificate(other, seals)));
    }

    @Test
    void signatures_mean_nothing_on_another_network_or_under_another_tag() {
        Certificate sound = certificate(genesis, ballot, 0, 1, 2);
        Hash elsewhere = TestNetwork.genesis(11).hash();
        assertThat(sound.verifies(genesis.authorities(), elsewhere, P256.verifier()))
                .isFalse();
        for (HashTag tag : HashTag.values()) {
            Certificate tagged = underTag(tag);
            assertThat(holds(tagged)).as(tag.text()).isEqualTo(tag == HashTag.VOTE);
        }
    }

    private Certificate underTag(HashTag tag) {
        List<Seal> seals = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Signature signature = authorityKey(i).sign(tag.hash(genesis.hash(), ballot));
            seals.add(new Seal(i, signature));
        }
        return new Certificate(ballot, seals);
    }

    private static Ballot ballotOf(Ballot.Kind kind, Epoch epoch, View view, Hash block) {
        return switch (kind) {
            case NOTARIZE -> Ballot.notarize(epoch, view, block);
            case NULLIFY -> Ballot.nullify(epoch, view);
            case FINALIZE -> Ballot.finalize(epoch, view, block);
        };
    }
}
