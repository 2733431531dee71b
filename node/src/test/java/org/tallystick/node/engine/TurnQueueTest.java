package org.tallystick.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tallystick.node.engine.TurnQueue.Bounds;
import org.tallystick.node.engine.TurnQueue.Turned;

class TurnQueueTest {
    private static final Toll SMALL = new Toll(1, 1_000);

    private final TurnQueue<String> queue = new TurnQueue<>(4, new Bounds(100, 50_000));

    @Test
    void a_peer_that_sends_much_delays_another_by_one_turn_at_most() {
        for (int i = 0; i < 40; i++) {
            queue.offer(0, SMALL, "flood");
        }
        queue.offer(1, SMALL, "vote");

        assertThat(served(TurnQueue.QUANTUM + 1)).contains("vote");
    }

    @Test
    void what_a_message_takes_counts_and_not_the_message() {
        for (int i = 0; i < 40; i++) {
            queue.offer(0, SMALL, "dear");
            queue.offer(1, SMALL, "cheap");
        }
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            Turned<String> next = queue.next().orElseThrow();
            served.add(next.item());
            queue.pay(next.peer(), next.item().equals("dear") ? 10 * TurnQueue.QUANTUM : 1);
        }

        assertThat(served.stream().filter("dear"::equals).count()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_peer_has_its_debt_still_when_nothing_of_it_waited_meanwhile() {
        queue.offer(0, SMALL, "dear");
        queue.pay(queue.next().orElseThrow().peer(), 10 * TurnQueue.QUANTUM);
        queue.offer(0, SMALL, "again");
        for (int i = 0; i < 40; i++) {
            queue.offer(1, SMALL, "cheap");
        }

        assertThat(served(40)).doesNotContain("again");
    }

    @Test
    void what_is_too_much_of_one_peer_is_refused_and_nothing_of_another() {
        for (int i = 0; i < 10; i++) {
            assertThat(queue.offer(0, new Toll(10, 1), "certificate")).isTrue();
        }
        assertThat(queue.offer(0, SMALL, "too much")).isFalse();
        assertThat(queue.offer(1, SMALL, "vote")).isTrue();
        assertThat(queue.offer(2, new Toll(1, 49_000), "block")).isTrue();
        assertThat(queue.offer(2, new Toll(1, 2_000), "block")).isFalse();
    }

    /** Else it could never be received at all. */
    @Test
    void the_largest_message_there_is_has_room_when_nothing_waits() {
        assertThat(queue.offer(0, new Toll(1_000_000, Integer.MAX_VALUE), "proposal"))
                .isTrue();
        assertThat(served(1)).containsExactly("proposal");
    }

    @Test
    void nothing_is_served_of_a_peer_that_was_cleared() {
        queue.offer(0, SMALL, "false");
        queue.offer(1, SMALL, "vote");
        queue.clear(0);

        assertThat(served(1)).containsExactly("vote");
        assertThat(queue.next()).isEmpty();
    }

    private List<String> served(int count) {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Turned<String> next = queue.next().orElseThrow();
            served.add(next.item());
            queue.pay(next.peer(), next.toll().checks());
        }
        return served;
    }
}
