package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;

/** What must be kept because a quorum's block stands on it. */
final class AncestorsTest {
    private final Bench me = Bench.authority(3, 4);
    private final Block parent = me.block(me.genesis(), 1);
    private final Block child = me.block(parent, 2);

    /** The parent's own notarization was never heard; its child's arrives while the parent is executed. */
    @Test
    void a_block_is_kept_for_the_one_above_it_that_a_quorum_voted_for() {
        me.receive(me.proposal(parent, 0));
        me.receive(me.notarization(child));
        me.verified(parent);
        me.step(new Event.BlockFetched(child));
        me.verified(child);
        for (long view = 3; view <= 9; view++) {
            me.receive(me.nullification(view));
        }

        me.receive(me.finalization(child));

        assertThat(me.last().finalized())
                .singleElement()
                .satisfies(part -> assertThat(part.blocks()).containsExactly(parent, child));
    }
}
