package org.tallystick.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.codec.Bytes;

class DueQueueTest {
    private static final long MINUTE = 60_000;

    private final WorkingState state = new WorkingState(new EmptyState());

    @Test
    void an_item_is_taken_once_its_minute_has_passed() {
        DueQueue.add(state, 5 * MINUTE + 1, item(1));
        assertThat(DueQueue.take(state, 5 * MINUTE + 59_999)).isEmpty();
        assertThat(DueQueue.take(state, 6 * MINUTE)).containsExactly(item(1));
        assertThat(DueQueue.take(state, 7 * MINUTE)).isEmpty();
    }

    @Test
    void nothing_is_left_in_the_state_when_nothing_waits() {
        DueQueue.add(state, 5 * MINUTE, item(1));
        DueQueue.add(state, 9 * MINUTE, item(2));
        DueQueue.take(state, 20 * MINUTE);
        Map<StateKey, Optional<Bytes>> left = new HashMap<>();
        state.collect(left);
        assertThat(left).isEmpty();
    }

    @Test
    void a_block_takes_so_many_and_the_next_goes_on_there() {
        int all = 2 * DueQueue.ITEMS_PER_BLOCK + 7;
        for (int i = 0; i < all; i++) {
            DueQueue.add(state, 3 * MINUTE, item(i));
        }
        List<DueQueue.Item> taken = new ArrayList<>();
        for (int expected : new int[] {DueQueue.ITEMS_PER_BLOCK, DueQueue.ITEMS_PER_BLOCK, 7, 0}) {
            List<DueQueue.Item> some = DueQueue.take(state, 10 * MINUTE);
            assertThat(some).hasSize(expected);
            taken.addAll(some);
        }
        for (int i = 0; i < all; i++) {
            assertThat(taken.get(i)).isEqualTo(item(i));
        }
    }

    @Test
    void a_long_sleep_is_worked_off_in_bounded_steps() {
        long far = 3L * DueQueue.MINUTES_PER_BLOCK * MINUTE;
        DueQueue.add(state, MINUTE, item(1));
        DueQueue.add(state, far, item(2));
        int blocks = 0;
        List<DueQueue.Item> taken = new ArrayList<>();
        while (taken.size() < 2) {
            taken.addAll(DueQueue.take(state, far + MINUTE));
            blocks++;
        }
        assertThat(blocks).isBetween(3, 5);
        assertThat(taken).containsExactly(item(1), item(2));
    }

    @Test
    void order_is_that_of_minutes_and_then_of_adding() {
        Random random = new Random(7);
        TreeMap<Long, List<DueQueue.Item>> model = new TreeMap<>();
        long now = 0;
        for (int step = 0; step < 400; step++) {
            now += random.nextInt(90_000);
            List<DueQueue.Item> expected = new ArrayList<>();
            Map<Long, List<DueQueue.Item>> due = model.headMap(now / MINUTE);
            due.values().forEach(expected::addAll);
            due.clear();
            assertThat(DueQueue.take(state, now)).isEqualTo(expected);
            for (int i = random.nextInt(4); i > 0; i--) {
                long at = now + random.nextInt(10) * MINUTE;
                DueQueue.Item item = item(random.nextInt());
                DueQueue.add(state, at, item);
                model.computeIfAbsent(at / MINUTE, minute -> new ArrayList<>()).add(item);
            }
        }
    }

    private static DueQueue.Item item(int number) {
        return new DueQueue.Item(
                1, Bytes.of(Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
