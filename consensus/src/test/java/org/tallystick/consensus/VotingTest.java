package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.consensus.Message.Proposal;
import org.tallystick.consensus.simulation.SimulatedExecution;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Signer;
import org.tallystick.ledger.operation.transfer.Transfer;
import org.tallystick.ledger.transaction.NetworkTag;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.transaction.TransactionBody;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.IdempotencyKey;
import org.tallystick.ledger.value.View;

/** Specification §3, rules 2 and 4: what an authority says to a proposal. */
final class VotingTest {
    private final Bench me = Bench.authority(0, 4);
    private final Block block = me.block(me.genesis(), 1);

    @Test
    void executes_a_proposal_and_then_votes_for_it_once_block_and_vote_are_logged() {
        assertThat(me.receive(me.proposal(block, 0)).requests()).containsExactly(new Request.VerifyBlock(block));

        Ready ready = me.verified(block);

        assertThat(ready.persist())
                .containsExactly(new LogRecord.Body(block), new LogRecord.Voted(me.vote(0, me.notarize(block))));
        assertThat(ready.send()).containsExactly(me.vote(0, me.notarize(block)));
    }

    @Test
    void hears_itself_vote_as_it_hears_the_others() {
        me.receiveAndVerify(me.proposal(block, 0));

        assertThat(me.machine().health(0).lastVoteView()).isEqualTo(View.of(1));
    }

    @Test
    void refuses_a_second_vote_in_one_view() {
        Block other = me.block(me.genesis(), 1, 1);
        me.receiveAndVerify(me.proposal(block, 0));

        Ready ready = me.receive(me.proposal(other, 0));

        assertThat(ready.requests()).isEmpty();
        assertThat(ready.send()).isEmpty();
        assertThat(ready.evidence())
                .containsExactly(
                        new Evidence.DoubleVote(me.vote(1, me.notarize(block)), me.vote(1, me.notarize(other))));
        assertThat(me.verified(other).send()).isEmpty();
    }

    @Test
    void votes_for_the_first_of_two_proposals_that_turns_out_right() {
        Block other = me.block(me.genesis(), 1, 1);
        me.receive(me.proposal(block, 0));
        me.receive(me.proposal(other, 0));

        me.verified(other);
        assertThat(me.votesSent()).containsExactly(me.notarize(other));
        me.verified(block);
        assertThat(me.votesSent()).isEmpty();
    }

    @Test
    void does_not_vote_for_a_block_after_nullifying_its_view() {
        me.receive(me.proposal(block, 0));
        me.fire(Bench.notarizationDue(1));

        assertThat(me.verified(block).send()).isEmpty();
    }

    @Test
    void may_nullify_after_notarizing() {
        me.receiveAndVerify(me.proposal(block, 0));

        me.fire(Bench.notarizationDue(1));

        assertThat(me.votesSent()).containsExactly(me.nullify(1));
    }

    @Test
    void nullifies_at_once_when_the_block_is_not_right() {
        me.receive(me.proposal(block, 0));

        me.step(new Event.BlockVerified(block.hash(), Event.Verdict.INVALID));

        assertThat(me.votesSent()).containsExactly(me.nullify(1));
    }

    @Test
    void does_not_vote_for_a_block_from_the_future_but_follows_it() {
        me.receive(me.proposal(block, 0));
        me.step(new Event.BlockVerified(block.hash(), Event.Verdict.UNTIMELY));
        assertThat(me.votesSent()).containsExactly(me.nullify(1));

        me.receive(me.certificate(me.notarize(block), 1, 2, 3));
        Ready ready = me.receive(me.certificate(me.finalize(block), 1, 2, 3));

        assertThat(ready.finalized()).hasSize(1);
    }

    @Test
    void does_not_vote_for_a_block_that_skips_a_view_which_is_not_nullified() {
        me.receive(me.nullification(2));

        Ready ready = me.receive(me.proposal(me.block(me.genesis(), 3), 0, me.nullification(2)));

        assertThat(me.view()).isEqualTo(3);
        assertThat(ready.requests()).isEmpty();
        assertThat(me.receive(me.nullification(1)).requests())
                .as("it does when it learns of the nullification")
                .hasSize(1);
    }

    @Test
    void does_not_vote_for_a_block_on_a_parent_that_is_not_notarized() {
        Block second = me.block(block, 2);
        me.receive(me.nullification(1));

        assertThat(me.receive(me.proposal(second, 1)).requests()).isEmpty();
    }

    @Test
    void a_proposal_brings_who_is_behind_to_its_view() {
        Block third = me.block(block, 3);

        Ready ready = me.receive(me.proposal(third, 1, me.notarization(block), me.nullification(2)));

        assertThat(me.view()).isEqualTo(3);
        assertThat(ready.requests()).containsExactly(new Request.FetchBlock(block.hash()));
        me.step(new Event.BlockFetched(block));
        assertThat(me.verified(block).requests()).containsExactly(new Request.VerifyBlock(third));
        me.verified(third);
        assertThat(me.votesSent()).containsExactly(me.notarize(third));
    }

    @Test
    void ignores_a_proposal_that_its_leader_did_not_sign() {
        Proposal right = me.proposal(block, 0);
        Proposal forged = new Proposal(
                View.ZERO, block, me.vote(2, me.notarize(block)).seal().signature(), right.justification());

        assertThat(me.receive(forged).requests()).isEmpty();
    }

    @Test
    void ignores_a_proposal_of_someone_elses_turn() {
        Block stolen = SimulatedExecution.build(me.genesis(), new SimulatedExecution.Slot(View.of(1), 2, 1_000, 0));

        assertThat(me.receive(me.proposal(stolen, 0)).requests()).isEmpty();
    }

    @Test
    void a_body_that_is_not_the_headers_does_not_make_the_block_invalid() {
        Block forged = Block.of(me.committee().genesisHash(), block.header(), List.of(transaction()));

        assertThat(me.receive(me.proposal(forged, 0)).requests()).isEmpty();
        assertThat(me.receive(me.proposal(block, 0)).requests()).containsExactly(new Request.VerifyBlock(block));
    }

    private Transaction transaction() {
        Signer payer = SimulatedKeys.signer(0);
        Address address = Address.of(payer.publicKey());
        TransactionBody body = new TransactionBody(
                NetworkTag.of(me.committee().genesisHash()),
                address,
                IdempotencyKey.of(new byte[IdempotencyKey.SIZE]),
                1,
                Amount.ofBaseUnits(0),
                "",
                List.of(new Transfer(address, Amount.ofBaseUnits(1))));
        return Transaction.sign(me.committee().genesisHash(), body, payer);
    }
}
