package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.consensus.Bench.RESEND;
import static org.tallystick.consensus.Bench.TIMEOUTS;
import static org.tallystick.consensus.Bench.notarizationDue;
import static org.tallystick.consensus.Bench.proposalDue;
import static org.tallystick.consensus.Bench.transactionDue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.View;

/** Specification §3, rules 4, 6, 7 and 8: waiting, and saying things again. */
final class TimingTest {
    private final Bench me = Bench.authority(0, 4);
    private final Block block = me.block(me.genesis(), 1);

    @Test
    void allows_the_leader_its_idle_wait_while_no_transaction_waits() {
        assertThat(me.started(proposalDue(1))).contains(TIMEOUTS.proposal().plus(TIMEOUTS.idle()));
    }

    @Test
    void waits_no_longer_than_for_a_proposal_once_a_transaction_waits() {
        me.step(new Event.TransactionsWaiting(true));
        assertThat(me.started(transactionDue(1))).contains(TIMEOUTS.proposal());

        me.receive(me.nullification(1));
        assertThat(me.started(transactionDue(2)).orElseThrow()).isLessThan(TIMEOUTS.idle());
        assertThat(me.fire(transactionDue(2)).timers()).containsExactly(new Timer.Action.Cancel(proposalDue(2)));
        assertThat(me.votesSent()).containsExactly(me.nullify(2));
    }

    @Test
    void is_patient_again_when_no_transaction_waits_any_more() {
        me.step(new Event.TransactionsWaiting(true));

        Ready ready = me.step(new Event.TransactionsWaiting(false));

        assertThat(ready.timers()).containsExactly(new Timer.Action.Cancel(transactionDue(1)));
        assertThat(me.fire(transactionDue(1)).send()).isEmpty();
    }

    @Test
    void transactions_that_come_and_go_never_put_off_the_end_of_a_view() {
        for (int i = 0; i < 10; i++) {
            me.step(new Event.TransactionsWaiting(true));
            assertThat(me.started(proposalDue(1))).isEmpty();
            me.step(new Event.TransactionsWaiting(false));
            assertThat(me.started(proposalDue(1))).isEmpty();
        }
        me.fire(proposalDue(1));

        assertThat(me.votesSent()).containsExactly(me.nullify(1));
    }

    @Test
    void nullifies_when_no_proposal_comes() {
        me.fire(proposalDue(1));

        assertThat(me.votesSent()).containsExactly(me.nullify(1));
    }

    @Test
    void a_proposal_starts_the_wait_for_its_notarization() {
        Ready ready = me.receive(me.proposal(block, 0));

        assertThat(ready.timers())
                .containsExactly(
                        new Timer.Action.Cancel(proposalDue(1)),
                        new Timer.Action.Start(notarizationDue(1), TIMEOUTS.view()));
    }

    @Test
    void a_timer_that_fires_after_it_was_cancelled_is_ignored() {
        me.receive(me.proposal(block, 0));
        assertThat(me.fire(proposalDue(1)).send()).isEmpty();

        me.receive(me.notarization(block));
        assertThat(me.fire(notarizationDue(1)).send()).isEmpty();
    }

    @Test
    void timeouts_grow_by_half_for_each_slow_view_up_to_the_cap() {
        me.step(new Event.TransactionsWaiting(true));
        me.receive(me.nullification(1));
        assertThat(me.started(transactionDue(2)))
                .contains(TIMEOUTS.proposal().multipliedBy(3).dividedBy(2));
        me.receive(me.nullification(2));
        assertThat(me.started(transactionDue(3)))
                .contains(TIMEOUTS.proposal().multipliedBy(9).dividedBy(4));
        for (int view = 3; view < 20; view++) {
            me.receive(me.nullification(view));
        }

        assertThat(me.started(transactionDue(20))).contains(TIMEOUTS.cap());
        assertThat(me.machine().patience()).isEqualTo(TIMEOUTS.steps());
        assertThat(TIMEOUTS.grown(TIMEOUTS.proposal(), 1_000)).isEqualTo(TIMEOUTS.cap());
    }

    @Test
    void a_notarization_alone_does_not_make_them_fall_and_neither_does_what_this_node_gave_up() {
        me.receive(me.nullification(1));
        me.receive(me.nullification(2));
        me.fire(proposalDue(3));
        Block late = me.block(me.genesis(), 3);
        me.receive(me.notarization(late));
        assertThat(me.machine().patience()).as("grown once a view").isEqualTo(3);

        me.receive(me.finalization(late));
        assertThat(me.machine().patience()).isEqualTo(3);
    }

    @Test
    void they_fall_step_by_step_as_blocks_become_final() {
        me.receive(me.nullification(1));
        me.receive(me.nullification(2));
        Block parent = me.genesis();
        List<Integer> levels = new ArrayList<>();
        for (int view = 3; view <= 9; view++) {
            parent = me.block(parent, view);
            me.receive(me.notarization(parent));
            me.receive(me.finalization(parent));
            levels.add(me.machine().patience());
        }

        assertThat(levels).as("the leader of view 6 was not waited for").containsExactly(2, 2, 1, 1, 1, 1, 0);
    }

    @Test
    void views_in_which_nothing_becomes_final_make_everyone_more_patient_whoever_gave_them_up() {
        passBlocks(1, 3);
        assertThat(me.machine().patience()).as("they may be on their way").isEqualTo(0);

        passBlocks(4, 7);

        assertThat(me.machine().patience()).isEqualTo(4);
    }

    @Test
    void a_node_that_comes_back_to_a_network_that_stands_still_is_as_patient_as_the_others() {
        passBlocks(1, 6);

        me.restart();

        assertThat(me.machine().patience()).isEqualTo(3);
    }

    @Test
    void says_everything_again_when_stuck_and_nothing_when_not() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.notarization(block));
        me.fire(RESEND);
        assertThat(me.last().send()).as("the view is new").isEmpty();
        me.fire(proposalDue(2));

        Ready ready = me.fire(RESEND);

        assertThat(ready.send())
                .containsExactlyInAnyOrder(
                        new Message.Certified(me.notarization(block)),
                        me.vote(0, me.finalize(block)),
                        me.vote(0, me.nullify(2)));
        assertThat(ready.timers()).containsExactly(new Timer.Action.Start(RESEND, TIMEOUTS.resend()));
    }

    @Test
    void the_leader_sends_its_block_again_with_its_vote() {
        Bench leader = Bench.authority(1, 4);
        leader.step(new Event.BlockBuilt(View.of(1), block));
        leader.fire(RESEND);

        assertThat(leader.fire(RESEND).send()).containsExactly(leader.proposal(block, 0));
    }

    @Test
    void asks_again_for_a_missing_block() {
        me.receive(me.notarization(block));
        assertThat(me.receive(me.nullification(2)).requests()).as("asked once").isEmpty();

        assertThat(me.fire(RESEND).requests()).containsExactly(new Request.FetchBlock(block.hash()));
    }

    @Test
    void a_leader_that_missed_its_turn_and_is_silent_is_skipped_at_once() {
        me.fire(proposalDue(1));
        me.receive(me.nullification(1));
        passBlocks(2, 4);
        assertThat(me.view()).isEqualTo(5);

        assertThat(me.votesSent()).containsExactly(me.nullify(5));
        assertThat(me.started(proposalDue(5))).isEmpty();
    }

    @Test
    void a_leader_that_was_heard_of_since_is_given_its_turn() {
        me.receive(me.nullification(1));
        me.receive(me.vote(1, me.nullify(2)));
        passBlocks(2, 4);

        assertThat(me.votesSent()).isEmpty();
        assertThat(me.started(proposalDue(5))).isPresent();
    }

    @Test
    void a_skipped_turn_does_not_make_anyone_more_patient() {
        me.receive(me.nullification(1));
        Block parent = me.genesis();
        for (int view = 2; view <= 4; view++) {
            parent = me.block(parent, view);
            me.receiveAndVerify(me.proposal(parent, parent.header().view().value() - 1));
            me.receive(me.finalization(parent));
        }
        assertThat(me.machine().patience()).isEqualTo(0);

        me.receive(me.nullification(5));

        assertThat(me.machine().patience()).isEqualTo(0);
    }

    /** The timer and the last vote of a quorum race: whichever comes first, nothing said contradicts anything. */
    @Test
    void a_timer_that_races_the_quorum_never_makes_both_a_finalization_and_a_nullification() {
        for (List<String> order : List.of(
                List.of("timer", "quorum", "verdict"),
                List.of("timer", "verdict", "quorum"),
                List.of("quorum", "timer", "verdict"),
                List.of("quorum", "verdict", "timer"),
                List.of("verdict", "timer", "quorum"),
                List.of("verdict", "quorum", "timer"))) {
            Bench racer = Bench.authority(0, 4);
            racer.receive(racer.proposal(block, 0));
            racer.receive(racer.vote(2, racer.notarize(block)));
            for (String event : order) {
                switch (event) {
                    case "timer" -> racer.fire(notarizationDue(1));
                    case "quorum" -> racer.receive(racer.vote(3, racer.notarize(block)));
                    default -> racer.verified(block);
                }
            }
            List<LogRecord> log = racer.log();
            assertThat(racer.view()).isEqualTo(2);
            boolean nullified = log.contains(new LogRecord.Voted(racer.vote(0, racer.nullify(1))));
            boolean finalized = log.contains(new LogRecord.Voted(racer.vote(0, racer.finalize(block))));
            assertThat(nullified != finalized).as(order + ": " + log).isTrue();
        }
    }

    /** Views {@code from} to {@code to} go well, seen from the certificates. */
    private void passBlocks(int from, int to) {
        Block parent = me.genesis();
        for (int view = from; view <= to; view++) {
            parent = me.block(parent, view);
            me.receive(me.notarization(parent));
        }
    }
}
