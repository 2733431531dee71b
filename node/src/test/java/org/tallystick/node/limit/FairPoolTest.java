package org.tallystick.node.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairPoolTest {
    private final List<String> evicted = new ArrayList<>();

    private static InetAddress address(int i) {
        return InetAddress.ofLiteral("127.0.1." + i);
    }

    private Optional<FairPool.Place> enter(FairPool pool, int i) {
        return pool.enter(address(i), () -> evicted.add("127.0.1." + i));
    }

    @Test
    void one_address_has_no_more_than_its_own() {
        FairPool pool = new FairPool(10, 5);
        for (int i = 0; i < 5; i++) {
            assertThat(enter(pool, 1)).isPresent();
        }
        assertThat(enter(pool, 1)).isEmpty();
        assertThat(enter(pool, 2)).isPresent();
        assertThat(evicted).isEmpty();
    }

    @Test
    void of_a_full_pool_the_greediest_gives_to_whoever_has_fewer() {
        FairPool pool = new FairPool(8, 5);
        for (int i = 0; i < 4; i++) {
            enter(pool, 1);
            enter(pool, 2);
        }
        for (int i = 3; i < 9; i++) {
            assertThat(enter(pool, i)).isPresent();
        }
        assertThat(evicted).hasSize(6).containsOnly("127.0.1.1", "127.0.1.2");
        assertThat(enter(pool, 1)).as("all have one").isEmpty();
    }

    @Test
    void a_place_is_given_back_once() {
        FairPool pool = new FairPool(1, 1);
        FairPool.Place place = enter(pool, 1).orElseThrow();
        place.close();
        assertThat(enter(pool, 2)).isPresent();
        place.close();
        assertThat(enter(pool, 3)).isEmpty();
    }

    @Test
    void there_are_never_more_than_there_are_places_and_nobody_waits_beside_a_greedier_one() {
        Random random = new Random(5);
        FairPool pool = new FairPool(20, 12);
        Map<FairPool.Place, Integer> holders = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int who = random.nextInt(6);
            if (random.nextInt(3) == 0 && !holders.isEmpty()) {
                FairPool.Place place = holders.keySet().iterator().next();
                place.close();
                holders.remove(place);
                continue;
            }
            FairPool.Place[] own = new FairPool.Place[1];
            Optional<FairPool.Place> place = pool.enter(address(who), () -> holders.remove(own[0]));
            place.ifPresent(each -> {
                own[0] = each;
                holders.put(each, who);
            });
            Map<Integer, Integer> counts = new HashMap<>();
            holders.values().forEach(each -> counts.merge(each, 1, Integer::sum));
            assertThat(holders).hasSizeLessThanOrEqualTo(20);
            assertThat(counts.values()).allMatch(count -> count <= 12);
            if (place.isEmpty() && counts.getOrDefault(who, 0) < 12) {
                int mine = counts.getOrDefault(who, 0);
                assertThat(counts.values()).allMatch(count -> count <= mine + 1);
            }
        }
    }
}
