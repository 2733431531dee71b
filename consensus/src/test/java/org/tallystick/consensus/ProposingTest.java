package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.View;

/** Specification §3, rule 1: the leader's part. */
final class ProposingTest {

    @Test
    void the_first_leader_builds_on_genesis() {
        Bench leader = Bench.authority(1, 4);

        assertThat(leader.last().requests()).containsExactly(leader.buildRequest(1, leader.genesis()));
    }

    @Test
    void nobody_else_is_asked_for_a_block() {
        assertThat(Bench.authority(2, 4).last().requests()).isEmpty();
    }

    @Test
    void a_proposal_is_logged_with_its_block_and_is_the_leaders_vote() {
        Bench leader = Bench.authority(1, 4);
        Block block = leader.block(leader.genesis(), 1);

        Ready ready = leader.step(new Event.BlockBuilt(View.of(1), block));

        assertThat(ready.persist())
                .containsExactly(
                        new LogRecord.Body(block), new LogRecord.Voted(leader.vote(1, leader.notarize(block))));
        assertThat(ready.send()).containsExactly(leader.proposal(block, 0));
    }

    @Test
    void the_next_leader_proposes_on_the_notarization_without_waiting_for_finality() {
        Bench next = Bench.authority(2, 4);
        Block block = next.block(next.genesis(), 1);
        next.receiveAndVerify(next.proposal(block, 0));

        Ready ready = next.receive(next.vote(0, next.notarize(block)));

        assertThat(next.certificatesSent()).containsExactly(next.notarize(block));
        assertThat(next.votesSent()).containsExactly(next.finalize(block));
        assertThat(ready.requests()).containsExactly(next.buildRequest(2, block));
    }

    @Test
    void the_leader_builds_on_the_highest_notarized_block_and_shows_why_views_are_missing() {
        Bench leader = Bench.authority(3, 4);
        Block first = leader.block(leader.genesis(), 1);
        leader.receiveAndVerify(leader.proposal(first, 0));
        leader.receive(leader.notarization(first));

        Ready ready = leader.receive(leader.nullification(2));
        assertThat(ready.requests()).containsExactly(leader.buildRequest(3, first));

        Block third = leader.block(first, 3);
        assertThat(leader.step(new Event.BlockBuilt(View.of(3), third)).send())
                .containsExactly(leader.proposal(third, 1, leader.notarization(first), leader.nullification(2)));
    }

    @Test
    void the_leader_fetches_and_executes_the_parent_before_it_builds() {
        Bench leader = Bench.authority(2, 4);
        Block first = leader.block(leader.genesis(), 1);

        assertThat(leader.receive(leader.notarization(first)).requests())
                .containsExactly(new Request.FetchBlock(first.hash()));
        assertThat(leader.step(new Event.BlockFetched(first)).requests())
                .containsExactly(new Request.VerifyBlock(first));
        assertThat(leader.verified(first).requests()).containsExactly(leader.buildRequest(2, first));
    }

    @Test
    void the_leader_waits_for_the_certificates_of_a_gap() {
        Bench leader = Bench.authority(3, 4);

        assertThat(leader.receive(leader.nullification(2)).requests()).isEmpty();
        assertThat(leader.receive(leader.nullification(1)).requests())
                .containsExactly(leader.buildRequest(3, leader.genesis()));
    }

    @Test
    void a_block_that_was_built_too_late_is_not_proposed() {
        Bench leader = Bench.authority(1, 4);
        leader.receive(leader.nullification(1));

        Ready ready = leader.step(new Event.BlockBuilt(View.of(1), leader.block(leader.genesis(), 1)));

        assertThat(ready.send()).isEmpty();
        assertThat(ready.persist()).isEmpty();
    }

    @Test
    void the_leader_does_not_propose_once_it_nullified_its_view() {
        Bench leader = Bench.authority(1, 4);
        leader.fire(Bench.proposalDue(1));

        Ready ready = leader.step(new Event.BlockBuilt(View.of(1), leader.block(leader.genesis(), 1)));

        assertThat(ready.send()).isEmpty();
    }

    @Test
    void a_block_other_than_the_one_asked_for_is_a_bug_of_the_host() {
        Bench leader = Bench.authority(1, 4);
        Block other = leader.block(leader.genesis(), 5);

        assertThatThrownBy(() -> leader.step(new Event.BlockBuilt(View.of(1), other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_single_authority_finalizes_alone_in_one_step() {
        Bench only = Bench.authority(0, 1);
        Block block = only.block(only.genesis(), 1);

        Ready ready = only.step(new Event.BlockBuilt(View.of(1), block));

        assertThat(ready.finalized()).containsExactly(new Ready.Finalized(List.of(block), only.finalization(block)));
        assertThat(ready.requests()).containsExactly(only.buildRequest(2, block));
        assertThat(only.machine().tip().height()).isEqualTo(block.height());
    }
}
