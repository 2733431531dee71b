package org.tallystick.node.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a run is to be. A seed draws one; shrinking then takes away from it, with the seed, and so all other choices, as it
 * was.
 *
 * @param authorities 4 to 10
 * @param clients who pay each other, one payment at a time each
 * @param faults the kinds that occur
 * @param strength of each, above 0 and at most 1
 * @param faultyMicros how long the first phase lasts, in which they do
 * @param idleMs how often an idle network makes an empty block, below or above the longest time-out
 */
record Plan(
        long seed, int authorities, int clients, Set<Fault> faults, double strength, long faultyMicros, long idleMs) {
    private static final int[] SIZES = {4, 4, 4, 5, 7, 10};
    private static final long[] IDLE_MS = {800, 5_000};
    private static final long SHORTEST = 500_000;

    Plan {
        // In their order: what a plan does must not depend on how a hash set feels today.
        EnumSet<Fault> ordered = EnumSet.noneOf(Fault.class);
        ordered.addAll(faults);
        faults = Collections.unmodifiableSet(ordered);
    }

    static Plan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        double density = random.nextDouble();
        for (Fault each : Fault.values()) {
            if (random.nextDouble() < density) {
                faults.add(each);
            }
        }
        long faulty = SHORTEST + random.nextLong(random.nextInt(20) == 0 ? 30_000_000 : 4_000_000);
        return new Plan(
                seed,
                SIZES[random.nextInt(SIZES.length)],
                1 + random.nextInt(6),
                faults,
                0.1 + 0.9 * random.nextDouble(),
                faulty,
                IDLE_MS[random.nextInt(IDLE_MS.length)]);
    }

    Plan without(Fault fault) {
        EnumSet<Fault> rest = EnumSet.noneOf(Fault.class);
        rest.addAll(faults);
        rest.remove(fault);
        return new Plan(seed, authorities, clients, rest, strength, faultyMicros, idleMs);
    }

    Plan weaker() {
        return new Plan(seed, authorities, clients, faults, strength / 2, faultyMicros, idleMs);
    }

    Plan shorter() {
        return new Plan(seed, authorities, clients, faults, strength, faultyMicros * 2 / 3, idleMs);
    }

    Plan fewerClients() {
        return new Plan(seed, authorities, Math.max(1, clients / 2), faults, strength, faultyMicros, idleMs);
    }

    /** A stream of choices of its own for each purpose, so that taking one fault away leaves the others as they were. */
    SplittableRandom random(Enum<?> purpose) {
        return new SplittableRandom(seed * 1_000_003 + purpose.name().hashCode());
    }
}
