package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.View;

/** Specification §6: what a crash must not change. */
final class RecoveryTest {
    private final Bench me = Bench.authority(0, 4);
    private final Block block = me.block(me.genesis(), 1);

    @Test
    void a_vote_is_sent_again_as_the_same_bytes() {
        Ready before = me.receiveAndVerify(me.proposal(block, 0));

        Ready after = me.restart();

        assertThat(after.send()).isEqualTo(before.send());
        assertThat(after.persist()).isEmpty();
    }

    @Test
    void a_vote_is_not_contradicted() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.restart();
        Block other = me.block(me.genesis(), 1, 1);

        me.receiveAndVerify(me.proposal(other, 0));

        assertThat(me.votesSent()).isEmpty();
    }

    @Test
    void the_leader_sends_its_proposal_again_and_builds_no_other() {
        Bench leader = Bench.authority(1, 4);
        leader.step(new Event.BlockBuilt(View.of(1), block));

        Ready ready = leader.restart();

        assertThat(ready.send()).containsExactly(leader.proposal(block, 0));
        assertThat(ready.requests()).containsExactly(new Request.VerifyBlock(block));
    }

    /** The leader that made it, or whoever certified it, may never show it to anyone else. */
    @Test
    void what_it_voted_for_before_the_crash_is_served_and_built_upon_after_it() {
        me.receiveAndVerify(me.proposal(block, 0));

        Ready ready = me.restart();
        assertThat(ready.requests()).containsExactly(new Request.VerifyBlock(block));
        me.verified(block);
        for (long view = 1; view <= 6; view++) {
            me.receive(me.nullification(view));
        }
        assertThat(me.machine().blocks(block.hash())).containsExactly(block);

        me.receive(me.notarization(block));
        assertThat(me.receive(me.nullification(7)).requests()).containsExactly(me.buildRequest(8, block));
    }

    @Test
    void a_leader_that_crashed_before_it_logged_its_proposal_is_free_to_make_another() {
        Bench leader = Bench.authority(1, 4);

        assertThat(leader.restart().requests()).containsExactly(leader.buildRequest(1, leader.genesis()));
    }

    @Test
    void comes_back_in_the_view_that_it_left_and_explains_it() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.notarization(block));
        me.receive(me.nullification(2));

        Ready ready = me.restart();

        assertThat(me.view()).isEqualTo(3);
        assertThat(ready.send())
                .containsExactly(
                        new Message.Certified(me.notarization(block)),
                        new Message.Certified(me.nullification(2)),
                        me.vote(0, me.finalize(block)));
        assertThat(ready.requests()).containsExactly(new Request.VerifyBlock(block));
    }

    @Test
    void serves_a_block_that_it_voted_for() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.restart();

        assertThat(me.machine().block(block.hash())).contains(block);
    }

    @Test
    void does_not_finalize_after_the_crash_what_it_nullified_before() {
        me.receive(me.proposal(block, 0));
        me.fire(Bench.proposalDue(1));
        me.fire(Bench.notarizationDue(1));
        me.restart();
        me.receive(me.proposal(block, 0));
        me.verified(block);

        me.receive(me.certificate(me.notarize(block), 1, 2, 3));

        assertThat(me.votesSent()).isEmpty();
    }

    /** Everyone nullified, logged it, and crashed before a single vote was sent. */
    @Test
    void all_go_on_when_all_crashed_right_after_logging() {
        List<Bench> all = new ArrayList<>();
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Bench each = Bench.authority(i, 4);
            each.fire(Bench.proposalDue(1));
            said.addAll(each.restart().send());
            all.add(each);
        }

        for (Bench each : all) {
            said.forEach(each::receive);
            assertThat(each.view()).isEqualTo(2);
        }
    }

    @Test
    void a_ledger_that_is_ahead_of_the_log_wins() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.notarization(block));
        me.receive(me.finalization(block));
        me.ledgerCatchesUp();

        Ready ready = me.restart();

        assertThat(me.view()).isEqualTo(2);
        assertThat(ready.send()).containsExactly(new Message.Certified(me.finalization(block)));
    }

    @Test
    void a_ledger_that_lost_its_last_block_gets_it_again() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.notarization(block));
        me.receive(me.finalization(block));
        me.restart();
        me.verified(block);

        assertThat(me.receive(me.finalization(block)).finalized()).hasSize(1);
    }

    @Test
    void any_torn_tail_of_the_log_comes_back_without_contradiction() {
        me.receiveAndVerify(me.proposal(block, 0));
        me.receive(me.notarization(block));
        me.receive(me.nullification(2));
        for (int length = 0; length <= me.log().size(); length++) {
            Bench torn = Bench.withLog(0, 4, me.log().subList(0, length));
            torn.receiveAndVerify(torn.proposal(block, 0));
            torn.receive(torn.notarization(block));
            torn.receive(torn.finalization(block));
            torn.verified(block);

            assertThat(torn.machine().tip().hash())
                    .as("after %d records", length)
                    .isEqualTo(block.hash());
        }
    }

    @Test
    void a_fresh_log_after_a_lost_one_keeps_silent_as_long_as_it_was_told_to() {
        Bench careful = Bench.withLog(0, 4, List.of(new LogRecord.Abstain(View.of(2))));
        careful.receiveAndVerify(careful.proposal(block, 0));
        assertThat(careful.votesSent()).isEmpty();
        careful.fire(Bench.notarizationDue(1));
        assertThat(careful.votesSent()).isEmpty();
        careful.receive(careful.notarization(block));
        assertThat(careful.votesSent()).isEmpty();
        careful.receive(careful.nullification(2));

        careful.fire(Bench.proposalDue(3));

        assertThat(careful.votesSent()).containsExactly(careful.nullify(3));
    }

    @Test
    void another_keys_log_is_refused() {
        List<LogRecord> log = List.of(new LogRecord.Voted(me.vote(1, me.nullify(1))));

        assertThatThrownBy(() -> Bench.withLog(0, 4, log)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_log_that_contradicts_itself_is_refused() {
        List<LogRecord> log = List.of(
                new LogRecord.Voted(me.vote(0, me.notarize(block))),
                new LogRecord.Voted(me.vote(0, me.notarize(me.block(me.genesis(), 1, 1)))));

        assertThatThrownBy(() -> Bench.withLog(0, 4, log)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(30)
    void ten_thousand_views_come_back() {
        List<LogRecord> log = new ArrayList<>();
        Block parent = me.genesis();
        for (int view = 1; view <= 10_000; view++) {
            parent = me.block(parent, view);
            log.add(new LogRecord.Body(parent));
            log.add(new LogRecord.Voted(me.vote(0, me.notarize(parent))));
            log.add(new LogRecord.Certified(me.notarization(parent)));
        }

        Bench back = Bench.withLog(0, 4, log);

        assertThat(back.view()).isEqualTo(10_001);
    }
}
