package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;

/** Specification §3, rules 3 and 5: what certificates lead to. */
final class CertificateTest {
    private final Bench me = Bench.authority(0, 4);
    private final Block first = me.block(me.genesis(), 1);
    private final Block second = me.block(first, 2);

    @Test
    void a_notarization_is_logged_sent_on_and_leads_to_the_next_view() {
        Ready ready = me.receive(me.notarization(first));

        assertThat(ready.persist()).containsExactly(new LogRecord.Certified(me.notarization(first)));
        assertThat(me.certificatesSent()).containsExactly(me.notarize(first));
        assertThat(me.view()).isEqualTo(2);
    }

    @Test
    void a_quorum_of_votes_is_a_certificate_and_one_less_is_none() {
        me.receive(me.proposal(first, 0));
        me.receive(me.vote(2, me.notarize(first)));
        assertThat(me.view()).isEqualTo(1);

        me.receive(me.vote(3, me.notarize(first)));

        assertThat(me.view()).isEqualTo(2);
        assertThat(me.last().send())
                .containsExactly(new Message.Certified(me.certificate(me.notarize(first), 1, 2, 3)));
    }

    @Test
    void votes_for_different_blocks_do_not_add_up() {
        Block other = me.block(me.genesis(), 1, 1);
        me.receive(me.vote(1, me.notarize(first)));
        me.receive(me.vote(2, me.notarize(other)));
        me.receive(me.vote(3, me.notarize(first)));

        assertThat(me.view()).isEqualTo(1);
    }

    @Test
    void finalizes_in_the_step_that_brings_the_notarization_when_the_block_is_executed() {
        me.receiveAndVerify(me.proposal(first, 0));

        me.receive(me.vote(2, me.notarize(first)));

        assertThat(me.votesSent()).containsExactly(me.finalize(first));
    }

    @Test
    void finalizes_a_block_that_it_had_to_fetch_even_in_a_later_view() {
        assertThat(me.receive(me.notarization(first)).requests()).containsExactly(new Request.FetchBlock(first.hash()));
        me.receive(me.nullification(2));
        me.step(new Event.BlockFetched(first));

        Ready ready = me.verified(first);

        assertThat(me.view()).isEqualTo(3);
        assertThat(ready.persist())
                .as("who finalizes a block must be able to serve it")
                .containsExactly(new LogRecord.Body(first), new LogRecord.Voted(me.vote(0, me.finalize(first))));
        assertThat(me.votesSent()).containsExactly(me.finalize(first));
    }

    @Test
    void does_not_finalize_what_it_nullified() {
        me.receiveAndVerify(me.proposal(first, 0));
        me.fire(Bench.notarizationDue(1));

        me.receive(me.certificate(me.notarize(first), 1, 2, 3));

        assertThat(me.votesSent()).isEmpty();
    }

    @Test
    void does_not_finalize_for_a_leader_that_proposed_two_blocks() {
        me.receiveAndVerify(me.proposal(first, 0));
        me.receive(me.proposal(me.block(me.genesis(), 1, 1), 0));

        me.receive(me.notarization(first));

        assertThat(me.view()).isEqualTo(2);
        assertThat(me.votesSent()).isEmpty();
    }

    @Test
    void does_not_nullify_what_it_finalized() {
        me.receiveAndVerify(me.proposal(first, 0));
        me.receive(me.notarization(first));

        me.fire(Bench.notarizationDue(1));

        assertThat(me.votesSent()).isEmpty();
    }

    @Test
    void a_finalization_makes_the_block_and_its_ancestors_final() {
        me.receiveAndVerify(me.proposal(first, 0));
        me.receive(me.notarization(first));
        me.receiveAndVerify(me.proposal(second, 1, me.notarization(first)));

        Ready ready = me.receive(me.finalization(second));

        assertThat(ready.finalized())
                .containsExactly(new Ready.Finalized(List.of(first, second), me.finalization(second)));
        assertThat(me.machine().tip().hash()).isEqualTo(second.hash());
        assertThat(me.view()).isEqualTo(3);
    }

    @Test
    void nothing_is_final_before_it_was_executed_here() {
        me.receive(me.proposal(first, 0));

        assertThat(me.receive(me.finalization(first)).finalized()).isEmpty();
        assertThat(me.verified(first).finalized()).hasSize(1);
    }

    @Test
    void a_finality_that_its_own_execution_refuses_is_reported_and_not_followed() {
        me.receive(me.proposal(first, 0));
        me.receive(me.finalization(first));

        Ready ready = me.step(new Event.BlockVerified(first.hash(), Event.Verdict.INVALID));

        assertThat(ready.finalized()).isEmpty();
        assertThat(ready.evidence()).containsExactly(new Evidence.RefusedFinality(me.finalization(first)));
    }

    @Test
    void a_missing_chain_is_fetched_from_its_end_and_executed_from_its_start() {
        assertThat(me.receive(me.finalization(second)).requests())
                .containsExactly(new Request.FetchBlock(second.hash()));
        // What it stands on comes along with the answer, and is asked for only if it does not.
        assertThat(me.step(new Event.BlockFetched(second)).requests()).isEmpty();
        assertThat(me.step(new Event.TimerFired(new Timer.Resend())).requests())
                .contains(new Request.FetchBlock(first.hash()));
        assertThat(me.step(new Event.BlockFetched(first)).requests()).containsExactly(new Request.VerifyBlock(first));
        assertThat(me.verified(first).requests()).containsExactly(new Request.VerifyBlock(second));
        assertThat(me.verified(second).finalized())
                .containsExactly(new Ready.Finalized(List.of(first, second), me.finalization(second)));
    }

    @Test
    void what_comes_late_from_below_the_final_block_refuses_nothing_above_it() {
        Block third = me.block(second, 3);
        me.receive(me.finalization(third));
        me.step(new Event.BlockFetched(third));
        me.step(new Event.BlockFetched(second));
        me.step(new Event.FinalizedElsewhere(FinalTip.of(second.hash(), second.header(), me.finalization(second))));

        me.step(new Event.BlockFetched(second));
        me.step(new Event.BlockFetched(first));
        Ready ready = me.verified(third);

        assertThat(ready.evidence()).isEmpty();
        assertThat(ready.finalized()).containsExactly(new Ready.Finalized(List.of(third), me.finalization(third)));
    }

    @Test
    void final_blocks_from_elsewhere_move_the_machine_on() {
        me.receive(me.finalization(second));
        me.step(new Event.BlockFetched(second));

        Ready ready = me.step(
                new Event.FinalizedElsewhere(FinalTip.of(first.hash(), first.header(), me.finalization(first))));

        assertThat(ready.requests()).containsExactly(new Request.VerifyBlock(second));
        assertThat(me.verified(second).finalized())
                .containsExactly(new Ready.Finalized(List.of(second), me.finalization(second)));
    }

    @Test
    void a_certificate_of_too_few_of_a_stranger_or_with_a_wrong_signature_is_ignored() {
        Certificate forged = new Certificate(
                me.notarize(first), me.certificate(me.notarize(second), 0, 1, 2).seals());

        me.receive(me.certificate(me.notarize(first), 0, 1));
        me.receive(me.certificate(me.notarize(first), 0, 1, 9));
        me.receive(forged);

        assertThat(me.view()).isEqualTo(1);
    }

    /** Half of the authorities saw view 1 notarized, the others saw it nullified. */
    @Test
    void after_a_notarization_and_a_nullification_of_one_view_either_may_be_built_on() {
        me.receiveAndVerify(me.proposal(first, 0));
        me.receive(me.notarization(first));
        me.receive(me.nullification(1));
        Block skipping = me.block(me.genesis(), 2);

        me.receiveAndVerify(me.proposal(skipping, 0, me.nullification(1)));

        assertThat(me.votesSent()).containsExactly(me.notarize(skipping));
    }

    @Test
    void who_saw_only_the_nullification_follows_a_proposal_on_the_notarized_block() {
        me.receive(me.nullification(1));

        me.receive(me.proposal(second, 1, me.notarization(first)));
        me.step(new Event.BlockFetched(first));
        me.verified(first);
        me.verified(second);

        assertThat(me.votesSent()).containsExactly(me.notarize(second));
    }

    @Test
    void two_certificates_that_exclude_each_other_are_evidence() {
        Block other = me.block(me.genesis(), 1, 1);
        me.receive(me.notarization(first));

        assertThat(me.receive(me.notarization(other)).evidence())
                .containsExactly(new Evidence.ConflictingCertificates(me.notarization(first), me.notarization(other)));
    }
}
