package org.tallystick.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.block.Block;

/** Specification §5, point 5: a block that others made final before a leader could ask for it is given to it all the same. */
final class StarvedLeaderTest {
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(800),
            Duration.ofSeconds(3),
            Duration.ofMillis(250),
            150);

    /** Authority 3 leads the view before each of authority 0's, and never tells it anything. */
    @Test
    void a_leader_whose_predecessor_gives_it_nothing_leads_nevertheless() {
        SmallNetwork network = new SmallNetwork(4, TIMEOUTS, (from, to, what) -> from == 3 && to == 0 ? -1 : 5_000);
        for (int i = 0; i < 4; i++) {
            network.host(i).start();
        }

        network.run(Duration.ofSeconds(20));

        assertThat(network.host(1).machine().nullifiedViews()).isZero();
        assertThat(network.host(0).finalBlocks()).isGreaterThan(400);
    }

    @Test
    void the_newest_final_blocks_are_kept_and_no_more() {
        Bench me = Bench.authority(3, 4);
        Block first = me.block(me.genesis(), 1);
        Block last = first;
        FinalBodies finals = new FinalBodies();
        finals.add(first);
        for (int view = 2; view <= FinalBodies.MAX_BLOCKS + 1; view++) {
            last = me.block(last, view);
            finals.add(last);
        }

        assertThat(finals.block(first.hash())).isEmpty();
        assertThat(finals.block(last.hash())).contains(last);
        assertThat(finals.block(last.header().parentHash())).isPresent();
    }
}
