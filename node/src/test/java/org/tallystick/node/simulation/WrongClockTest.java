package org.tallystick.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.node.http.NodeFacade.Check;
import org.tallystick.node.http.NodeFacade.NodeStatus;

/** A clock that is wrong shows on its own node; one that is ahead also on every other. */
class WrongClockTest {
    private static final Plan PLAN = new Plan(1, 4, 1, Set.of(), 1, 1_000_000, 800);
    private static final long BLOCKS = 12;
    private static final long END_MICROS = 120_000_000;

    @ParameterizedTest
    @ValueSource(longs = {600_000, -600_000})
    void a_clock_that_is_off_by_ten_minutes_shows(long offMs) {
        World world = World.of(PLAN, Flaw.NONE, Trace.none());
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < PLAN.authorities(); i++) {
            sites.add(new Site(i, world));
        }
        sites.forEach(site -> site.connect(sites));
        sites.getFirst().machine().clockOff(offMs);
        sites.forEach(Site::start);

        while (sites.getLast().height() < BLOCKS) {
            assertThat(world.time().runNext(END_MICROS))
                    .as("blocks become final")
                    .isTrue();
        }

        Check own = clock(sites.getFirst().status());
        assertThat(own.passed()).isFalse();
        assertThat(own.reason()).containsPattern("(599|600) s " + (offMs > 0 ? "ahead of" : "behind"));
        for (Site other : sites.subList(1, sites.size())) {
            NodeStatus status = other.status();
            assertThat(clock(status).passed()).isTrue();
            // A block is never before its parent, so one made by a clock that is behind looks as late as its parent.
            assertThat(status.authorities().getFirst().clockOffsetMs().orElseThrow())
                    .isCloseTo(Math.max(offMs, 0), Offset.offset(5_000L));
        }
    }

    private static Check clock(NodeStatus status) {
        return status.checks().stream()
                .filter(check -> check.name().equals("clock"))
                .findFirst()
                .orElseThrow();
    }
}
