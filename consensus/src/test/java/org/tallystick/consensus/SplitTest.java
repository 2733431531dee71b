package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;

/** Two of four hold the notarization of view 1, the other two its nullification; then all hear each other again. */
final class SplitTest {
    private final List<Bench> all = new ArrayList<>();
    private final Map<Hash, Block> blocks = new HashMap<>();
    private final Queue<Message> inFlight = new ArrayDeque<>();
    private final long[] finalHeight = new long[4];
    private final Block block;

    SplitTest() {
        for (int i = 0; i < 4; i++) {
            all.add(Bench.authority(i, 4));
        }
        Bench any = all.getFirst();
        block = any.block(any.genesis(), 1);
        blocks.put(any.genesis().hash(), any.genesis());
        blocks.put(block.hash(), block);
    }

    @Test
    void all_go_on_together() {
        split();
        assertThat(all).extracting(Bench::view).containsOnly(2L);

        for (int i = 0; i < all.size(); i++) {
            carryOut(i, all.get(i).last());
        }
        inFlight.clear(); // What was said while they were apart is lost.
        for (int round = 0; round < 5 && !allHave(3); round++) {
            for (int i = 0; i < all.size(); i++) {
                passTime(i);
            }
            deliver();
        }

        assertThat(finalHeight).containsOnly(finalHeight[0]);
        assertThat(finalHeight[0]).isGreaterThanOrEqualTo(3);
    }

    /** Everything that waits for a time has waited long enough. */
    private void passTime(int machine) {
        Bench bench = all.get(machine);
        carryOut(machine, bench.fire(Bench.RESEND));
        long view = bench.view();
        carryOut(machine, bench.fire(Bench.proposalDue(view)));
        carryOut(machine, bench.fire(Bench.notarizationDue(view)));
    }

    /** All that is on the way, or so much of it that nothing more is to be expected: blocks are made without end. */
    private void deliver() {
        for (int delivered = 0; delivered < 400 && !inFlight.isEmpty(); delivered++) {
            Message message = inFlight.remove();
            for (int i = 0; i < all.size(); i++) {
                carryOut(i, all.get(i).receive(message));
            }
        }
    }

    private boolean allHave(long height) {
        return Arrays.stream(finalHeight).allMatch(each -> each >= height);
    }

    /** All vote for the block, all but 0 give the view up; 0 and 1 hear of the former, 2 and 3 of the latter. */
    private void split() {
        Ballot notarize = all.getFirst().notarize(block);
        Ballot nullify = all.getFirst().nullify(1);
        int leader = all.getFirst().leader(1);
        for (int i = 0; i < all.size(); i++) {
            Bench each = all.get(i);
            if (i == leader) {
                each.step(new Event.BlockBuilt(block.header().view(), block));
            } else {
                each.receiveAndVerify(each.proposal(block, 0));
            }
            assertThat(i == leader || each.votesSent().contains(notarize)).isTrue();
            if (i > 0) {
                each.fire(Bench.notarizationDue(1));
                assertThat(each.votesSent()).containsExactly(nullify);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            for (int other = 1; other < all.size(); other++) {
                if (other != i) {
                    all.get(i).receive(all.get(i).vote(other, i < 2 ? notarize : nullify));
                }
            }
        }
        all.get(1).receive(all.get(1).vote(0, notarize));
    }

    private void carryOut(int machine, Ready ready) {
        inFlight.addAll(ready.send());
        assertThat(ready.evidence()).isEmpty();
        for (Ready.Finalized part : ready.finalized()) {
            finalHeight[machine] = part.blocks().getLast().height().value();
        }
        for (Request request : ready.requests()) {
            serve(machine, request);
        }
    }

    private void serve(int machine, Request request) {
        Bench bench = all.get(machine);
        switch (request) {
            case Request.BuildBlock build -> {
                Block built =
                        bench.block(known(build.parentHash()), build.view().value());
                blocks.put(built.hash(), built);
                carryOut(machine, bench.step(new Event.BlockBuilt(build.view(), built)));
            }
            case Request.VerifyBlock verify -> carryOut(machine, bench.verified(verify.block()));
            case Request.FetchBlock fetch ->
                carryOut(machine, bench.step(new Event.BlockFetched(known(fetch.blockHash()))));
            case Request.CatchUp catchUp ->
                all.forEach(other -> inFlight.addAll(other.machine().explanation()));
        }
    }

    private Block known(Hash hash) {
        return Objects.requireNonNull(blocks.get(hash));
    }
}
