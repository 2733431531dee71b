package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.value.View;

/** Specification §8: what peers can make a node keep and compute. */
final class BoundsTest {
    private final AtomicInteger verifications = new AtomicInteger();
    private final Verifier counting = (key, message, signature) -> {
        verifications.incrementAndGet();
        return new SimulatedKeys().verify(key, message, signature);
    };
    private final Bench me = Bench.of(4, OptionalInt.of(0), counting);
    private final Block block = me.block(me.genesis(), 1);

    @Test
    void a_vote_far_ahead_only_prompts_catching_up_and_only_once_per_interval() {
        long far = 1 + Viewport.AHEAD + 1;

        assertThat(me.receive(me.vote(1, me.nullify(far))).requests())
                .containsExactly(new Request.CatchUp(View.of(far)));
        assertThat(me.receive(me.vote(1, me.nullify(far + 1))).requests()).isEmpty();
        assertThat(verifications.get()).isZero();

        me.fire(Bench.RESEND);
        assertThat(me.receive(me.vote(1, me.nullify(far))).requests()).hasSize(1);
    }

    @Test
    void votes_a_little_ahead_are_kept_and_count() {
        me.receive(me.vote(1, me.nullify(3)));
        me.receive(me.vote(2, me.nullify(3)));
        me.receive(me.vote(3, me.nullify(3)));

        assertThat(me.view()).isEqualTo(4);
    }

    @Test
    void a_million_votes_for_the_future_leave_nothing_behind() {
        Certificate.Seal seal = me.vote(1, me.nullify(100)).seal();
        long before = usedMemory();
        for (long view = 100; view < 1_000_100; view++) {
            me.receive(new Message.Vote(me.nullify(view), seal));
        }

        assertThat(usedMemory() - before).isLessThan(4 << 20);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void the_same_vote_is_verified_once() {
        me.receive(me.vote(1, me.nullify(1)));
        me.receive(me.vote(1, me.nullify(1)));

        assertThat(verifications.get()).isEqualTo(1);
    }

    @Test
    void votes_that_came_alone_are_not_verified_again_in_a_certificate() {
        me.receive(me.vote(1, me.nullify(1)));
        me.receive(me.vote(2, me.nullify(1)));

        me.receive(me.certificate(me.nullify(1), 1, 2, 3));

        assertThat(verifications.get()).isEqualTo(3);
        assertThat(me.view()).isEqualTo(2);
    }

    @Test
    void nothing_is_verified_that_a_certificate_already_says() {
        me.receive(me.notarization(block));
        int before = verifications.get();

        me.receive(me.notarization(block));
        me.receive(me.vote(3, me.notarize(block)));
        me.receive(me.certificate(me.notarize(block), 1, 2, 3));

        assertThat(verifications.get()).isEqualTo(before);
    }

    @Test
    void a_forged_certificate_costs_one_verification() {
        me.receive(new Certificate(
                me.notarize(block), me.certificate(me.nullify(1), 0, 1, 2).seals()));

        assertThat(verifications.get()).isEqualTo(1);
    }

    @Test
    void a_second_vote_is_reported_once_and_does_not_count() {
        Block other = me.block(me.genesis(), 1, 1);
        Block third = me.block(me.genesis(), 1, 2);
        me.receive(me.vote(2, me.notarize(block)));

        assertThat(me.receive(me.vote(2, me.notarize(other))).evidence())
                .containsExactly(
                        new Evidence.DoubleVote(me.vote(2, me.notarize(block)), me.vote(2, me.notarize(other))));
        assertThat(me.receive(me.vote(2, me.notarize(third))).evidence()).isEmpty();
        me.receive(me.vote(1, me.notarize(other)));
        me.receive(me.vote(3, me.notarize(other)));
        assertThat(me.view()).isEqualTo(1);
    }

    @Test
    void finalizing_and_nullifying_one_view_is_evidence() {
        me.receive(me.vote(2, me.nullify(1)));

        assertThat(me.receive(me.vote(2, me.finalize(block))).evidence())
                .containsExactly(new Evidence.DoubleVote(me.vote(2, me.nullify(1)), me.vote(2, me.finalize(block))));
        me.receive(me.vote(3, me.finalize(block)));
        assertThat(me.receive(me.vote(3, me.nullify(1))).evidence())
                .containsExactly(new Evidence.DoubleVote(me.vote(3, me.finalize(block)), me.vote(3, me.nullify(1))));
    }

    @Test
    void a_proposal_that_does_not_explain_its_view_only_prompts_catching_up() {
        Block later = me.block(block, 3);

        Ready ready = me.receive(me.proposal(later, 1, me.notarization(block)));

        assertThat(ready.requests())
                .containsExactly(new Request.FetchBlock(block.hash()), new Request.CatchUp(View.of(3)));
        assertThat(me.machine().block(later.hash())).isEmpty();
    }

    @Test
    void a_proposal_for_a_view_of_the_far_future_is_no_sign_of_life() {
        int liar = me.leader(Long.MAX_VALUE);
        me.receive(me.vote(liar, me.nullify(1)));

        me.receive(me.proposal(me.block(me.genesis(), Long.MAX_VALUE), 0));

        assertThat(me.machine().health(liar).lastVoteView()).isEqualTo(View.of(1));
    }

    @Test
    void a_leaders_third_block_is_not_looked_at() {
        me.receive(me.proposal(block, 0));
        me.receive(me.proposal(me.block(me.genesis(), 1, 1), 0));
        int before = verifications.get();

        me.receive(me.proposal(me.block(me.genesis(), 1, 2), 0));

        assertThat(verifications.get()).isEqualTo(before);
    }

    @Test
    void a_block_that_nobody_voted_for_is_forgotten_after_a_round_of_leaders() {
        me.receive(me.proposal(block, 0));
        for (int view = 1; view <= 5; view++) {
            me.receive(me.nullification(view));
        }

        assertThat(me.machine().block(block.hash())).isEmpty();
    }

    @Test
    void votes_about_final_views_are_not_looked_at() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.finalization(block));
        int before = verifications.get();

        me.receive(me.vote(3, me.nullify(1)));
        me.receive(me.nullification(1));

        assertThat(verifications.get()).isEqualTo(before);
    }

    @Test
    void a_follower_follows_and_says_nothing() {
        Bench follower = Bench.follower(4);
        assertThat(follower.last().timers())
                .containsExactly(new Timer.Action.Start(Bench.RESEND, Bench.TIMEOUTS.resend()));
        follower.receiveAndVerify(follower.proposal(block, 0));
        assertThat(follower.last().send()).isEmpty();
        follower.receive(follower.notarization(block));
        assertThat(follower.last().send()).isEmpty();

        Ready ready = follower.receive(follower.finalization(block));

        assertThat(ready.finalized()).hasSize(1);
        assertThat(ready.send()).isEmpty();
        assertThat(follower.log()).allMatch(LogRecord.Certified.class::isInstance);
    }
}
