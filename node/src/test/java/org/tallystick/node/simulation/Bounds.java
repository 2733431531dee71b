package org.tallystick.node.simulation;

import java.time.Duration;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.LivenessBound;
import org.tallystick.consensus.Timeouts;

/** What the written bound of liveness says for whole nodes, whose machines are slow, and what may wait in memory. */
record Bounds(LivenessBound consensus, Duration delay, int authorities) {
    /** Tasks that may wait on one strand. */
    static final int QUEUE = 12_000;

    private static final int GROWTH_PERCENT = 150;

    /** A peer that does not answer whoever catches up is given up after so long, and so is a liar after it. */
    private static final Duration CATCH_UP = Duration.ofSeconds(20);

    private static final Duration BEYOND_THE_BOUND = Duration.ofMinutes(3);

    private static final Duration TRIAL = Duration.ofMinutes(1);

    static Bounds of(LivenessPlan plan) {
        Costs costs = new Costs(plan.slowness());
        Duration delay = micros(plan.calmMicros()).plus(handling(costs, plan.authorities()));
        LivenessBound bound = new LivenessBound(plan.authorities(), timeouts(plan.timeouts()), delay, working(costs));
        return new Bounds(bound, delay, plan.authorities());
    }

    /** The longest way between authorities that the timeouts can bear. */
    static long longestWayMicros(NodeConfig.Timeouts timeouts, int authorities, Costs costs) {
        Duration room = timeouts.cap()
                .minus(timeouts.proposal().dividedBy(4))
                .minus(working(costs).multipliedBy(2))
                .dividedBy(4)
                .minus(handling(costs, authorities));
        return micros(room);
    }

    /**
     * Within so long after the calm began, or after the last such block, a newer block is final at all that are honest. Where
     * links are too long for anything to be promised, it takes at most half a minute as a rule.
     */
    Duration untilFinal(long openViews) {
        if (consensus.levelNeeded().isEmpty()) {
            return BEYOND_THE_BOUND;
        }
        int liars = (authorities - 1) / 3;
        return consensus
                .untilFinal(0, openViews)
                .plus(CATCH_UP.multipliedBy(liars + 1))
                .plus(delay.multipliedBy(10));
    }

    /** Within so long each honest leader that is near has led: who votes is tried each minute, if not more often. */
    Duration untilLed() {
        Timeouts timeouts = consensus.timeouts();
        Duration round = timeouts.idle().plus(timeouts.cap().multipliedBy(2)).multipliedBy(authorities);
        return TRIAL.plus(round).multipliedBy(2);
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(1_000 * micros);
    }

    /** Until a machine has dealt with a message: all others' and its own votes, and the same again of what liars send. */
    private static Duration handling(Costs costs, int authorities) {
        return micros(5_000 + 8L * authorities * costs.signature());
    }

    /** Until it has built or executed a block of these runs, which hold few transactions. */
    private static Duration working(Costs costs) {
        return micros(5_000 + 20L * costs.signature());
    }

    private static Timeouts timeouts(NodeConfig.Timeouts config) {
        return new Timeouts(
                config.proposal(), config.view(), config.idleInterval(), config.cap(), config.resend(), GROWTH_PERCENT);
    }
}
