package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.Message.Proposal;
import org.tallystick.consensus.Message.Vote;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Certificate.Seal;

/** What a sender could see to be false is told, and nothing that an honest one may send. */
final class ForgeryTest {
    private final Bench me = Bench.authority(0, 4);
    private final Block block = me.block(me.genesis(), 1);

    @Test
    void a_vote_that_its_voter_did_not_sign() {
        Vote others = me.vote(2, me.nullify(1));

        assertThat(forgeries(new Vote(me.nullify(1), new Seal(1, others.seal().signature()))))
                .containsExactly(Forgery.VOTE);
        assertThat(forgeries(new Vote(me.nullify(1), new Seal(4, others.seal().signature()))))
                .containsExactly(Forgery.VOTE);
    }

    @Test
    void a_certificate_with_one_false_seal_among_good_ones() {
        Ballot ballot = me.nullify(1);
        Seal good = me.vote(1, ballot).seal();
        Seal bad = new Seal(3, good.signature());

        assertThat(forgeries(new Message.Certified(
                        new Certificate(ballot, List.of(good, me.vote(2, ballot).seal(), bad)))))
                .containsExactly(Forgery.CERTIFICATE);
    }

    @Test
    void a_certificate_of_too_few() {
        assertThat(forgeries(new Message.Certified(me.certificate(me.nullify(1), 1, 2))))
                .containsExactly(Forgery.CERTIFICATE);
    }

    @Test
    void a_proposal_that_its_leader_did_not_sign() {
        Proposal good = me.proposal(block, 0);
        Vote other = me.vote((me.leader(1) + 1) % 4, me.notarize(block));

        assertThat(forgeries(new Proposal(good.parentView(), block, other.seal().signature(), List.of())))
                .containsExactly(Forgery.PROPOSAL);
    }

    /** Late, early, known, contradictory or useless is not false. */
    @Test
    void nothing_that_is_signed_is_a_forgery() {
        me.receive(me.certificate(me.nullify(1), 1, 2, 3));

        assertThat(forgeries(me.vote(1, me.nullify(1)))).isEmpty();
        assertThat(forgeries(me.vote(1, me.notarize(block)))).isEmpty();
        assertThat(forgeries(me.vote(1, me.nullify(1_000_000)))).isEmpty();
        assertThat(forgeries(new Message.Certified(me.certificate(me.nullify(1), 1, 2, 3))))
                .isEmpty();
        assertThat(forgeries(me.proposal(me.block(block, 3), 1, me.notarization(block))))
                .isEmpty();
    }

    private List<Forgery> forgeries(Message message) {
        return me.receive(message).forgeries();
    }
}
