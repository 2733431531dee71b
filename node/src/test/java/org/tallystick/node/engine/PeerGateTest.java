package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.node.engine.TurnQueue.Bounds;

class PeerGateTest {
    private final ManualHost strand = new ManualHost();
    private final List<String> reading = new ArrayList<>();
    private final PeerGate gate = new PeerGate(4, strand, strand, new PeerGate.Reading() {
        @Override
        public void pause(int peer) {
            reading.add("pause " + peer);
        }

        @Override
        public void resume(int peer) {
            reading.add("resume " + peer);
        }

        @Override
        public void dropped(int peer) {
            dropped++;
        }
    });
    private final PeerGate.Lane lane = gate.lane(strand, new Bounds(1_000_000, 1_000_000));
    private int dropped;
    private final List<String> done = new ArrayList<>();

    @Test
    void the_nodes_own_work_waits_for_one_message_at_most() {
        for (int i = 0; i < 100; i++) {
            offer(0, "flood", 1);
        }
        strand.runOne();
        strand.execute(() -> done.add("timer"));
        strand.runOne();
        strand.runOne();

        assertThat(done).containsExactly("flood", "flood", "timer");
    }

    @Test
    void a_peer_that_costs_too_much_is_not_read_until_it_has_earned_it() {
        offer(0, "dear", 3 * Allowance.CHECKS_PER_SECOND);
        offer(1, "vote", 1);
        strand.runAll();
        assertThat(reading).containsExactly("pause 0");

        strand.pass(Duration.ofMillis(900));
        assertThat(reading).containsExactly("pause 0");
        strand.pass(Duration.ofMillis(300));
        assertThat(reading).containsExactly("pause 0", "resume 0");
    }

    @Test
    void coming_again_does_not_help_a_peer_that_is_not_read() {
        offer(0, "dear", 3 * Allowance.CHECKS_PER_SECOND);
        strand.runAll();
        gate.connected(0);
        gate.connected(1);

        assertThat(reading).containsExactly("pause 0", "pause 0");
    }

    @Test
    void what_does_not_fit_is_dropped_counted_and_paid_for() {
        PeerGate.Lane narrow = gate.lane(strand, new Bounds(1, 1));
        for (int i = 0; i < 10_000; i++) {
            narrow.offer(0, new Toll(1, 1), () -> 0);
        }

        assertThat(dropped).isEqualTo(9_999);
        assertThat(reading).contains("pause 0");
    }

    @Test
    void a_way_that_sheds_loses_what_costs_too_much_and_the_peer_is_read_all_the_same() {
        PeerGate.Lane shedding = gate.sheddingLane(strand, new Bounds(1_000_000, 1_000_000));
        shedding.offer(0, new Toll(1, 1), () -> 3 * Allowance.CHECKS_PER_SECOND);
        strand.runAll();
        shedding.offer(0, new Toll(1, 1), () -> {
            done.add("too much");
            return 1;
        });
        offer(0, "vote", 1);
        strand.runAll();
        assertThat(done).containsExactly("vote");
        assertThat(dropped).isEqualTo(1);
        assertThat(reading).isEmpty();

        strand.pass(Duration.ofMillis(1_100));
        shedding.offer(0, new Toll(1, 1), () -> {
            done.add("transactions");
            return 1;
        });
        strand.runAll();
        assertThat(done).containsExactly("vote", "transactions");
    }

    private void offer(int peer, String what, int took) {
        lane.offer(peer, new Toll(1, 1), () -> {
            done.add(what);
            return took;
        });
    }
}
