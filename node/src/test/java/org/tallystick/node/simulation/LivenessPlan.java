package org.tallystick.node.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Committee;

/**
 * What a run that ends in calm is to be; a seed draws one.
 *
 * @param liars how many lie, and may be dead in the end; never more than the network has to bear
 * @param slowness how many times slower than usual the machines are, so that few messages make a flood
 * @param pressure how many times as much as usual is sent in a flood; above one, by liars that say nothing else
 * @param calmMicros the longest way between two authorities once the calm has begun
 * @param troubledMicros how long the hardships last
 */
record LivenessPlan(
        long seed,
        int authorities,
        int liars,
        NodeConfig.Timeouts timeouts,
        Set<Hardship> hardships,
        int clients,
        int slowness,
        int pressure,
        long calmMicros,
        long troubledMicros) {
    private static final int[] SIZES = {4, 4, 4, 5, 7, 10};
    private static final int[] SLOWNESS = {1, 10, 30};
    private static final long[] WAYS = {5_000, 5_000, 100_000, 1_000_000, Long.MAX_VALUE};
    private static final NodeConfig.Timeouts[] TIMEOUTS = {
        timeouts(1_000, 2_000, 5_000, 5_000, 1_000),
        timeouts(1_000, 1_000, 5_000, 2_000, 500),
        timeouts(300, 600, 3_000, 800, 250)
    };
    /** What is hard to bear together; most plans hold one of these, and little else. */
    private static final List<Set<Hardship>> TOGETHER = List.of(
            // A long chain of blocks that are not final, those who made it gone, and those who missed it back.
            EnumSet.of(Hardship.NEVER_FINAL, Hardship.ABSENCE, Hardship.DYING_LIARS),
            EnumSet.of(Hardship.NEVER_FINAL, Hardship.ISOLATION, Hardship.DYING_LIARS),
            // Votes that were cast and not heard of before the power went, and a liar who shows what came of them.
            EnumSet.of(Hardship.HOARDING, Hardship.ABSENCE),
            EnumSet.of(Hardship.HOARDING, Hardship.ABSENCE, Hardship.DYING_LIARS),
            EnumSet.of(Hardship.WITHHOLDING, Hardship.RESTARTS),
            EnumSet.of(Hardship.FLOOD),
            // As many are left as must agree, and they are far apart.
            EnumSet.of(Hardship.FAR, Hardship.DYING_LIARS),
            // Many turns missed, and then few that could be led.
            EnumSet.of(Hardship.ABSENCE, Hardship.IDLE));

    private static final long SECOND = 1_000_000;

    /** Every so many seeds one draws from {@link #extreme}. */
    private static final int EXTREME = 4;

    LivenessPlan {
        EnumSet<Hardship> ordered = EnumSet.noneOf(Hardship.class);
        ordered.addAll(hardships);
        hardships = Collections.unmodifiableSet(ordered);
    }

    static LivenessPlan of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return seed % EXTREME == EXTREME - 1 ? extreme(seed, random) : mixed(seed, random);
    }

    /** One hardship, as hard as it may be, on four authorities. */
    private static LivenessPlan extreme(long seed, SplittableRandom random) {
        NodeConfig.Timeouts timeouts = TIMEOUTS[random.nextInt(2)];
        return switch (random.nextInt(8)) {
            // A block that a quorum voted for, whose body nobody has who does not remember it.
            case 0 ->
                one(seed, TIMEOUTS[random.nextInt(3)], EnumSet.of(Hardship.HOARDING))
                        .lasting(120 * SECOND);
            // More than a machine can look at; a slow one, so that it takes few messages.
            case 1, 2, 3 ->
                one(seed, TIMEOUTS[random.nextInt(3)], EnumSet.of(Hardship.FLOOD))
                        .with(random.nextBoolean() ? 30 : 100, 2, 5_000)
                        .lasting(15 * SECOND);
            // Three of four, and links that take almost as long as the longest timeout.
            case 4, 5, 6 ->
                one(seed, timeouts, EnumSet.of(Hardship.DYING_LIARS))
                        .with(1, 1, 1_100_000 + random.nextLong(900_000))
                        .lasting(2 * SECOND);
            // So long away that it missed hundreds of turns, and then turns come seldom.
            default ->
                one(seed, timeouts, EnumSet.of(Hardship.ABSENCE, Hardship.IDLE))
                        .with(1, 1, 5_000)
                        .lasting(20 * SECOND + random.nextLong(20 * SECOND));
        };
    }

    private static LivenessPlan one(long seed, NodeConfig.Timeouts timeouts, Set<Hardship> hardships) {
        int liars = hardships.stream().anyMatch(Hardship::needsLiars) ? 1 : 0;
        return new LivenessPlan(seed, 4, liars, timeouts, hardships, 2, 1, 1, 5_000, SECOND);
    }

    private LivenessPlan with(int slower, int more, long longestWayMicros) {
        return new LivenessPlan(
                seed, authorities, liars, timeouts, hardships, clients, slower, more, longestWayMicros, troubledMicros);
    }

    private LivenessPlan lasting(long micros) {
        return new LivenessPlan(
                seed, authorities, liars, timeouts, hardships, clients, slowness, pressure, calmMicros, micros);
    }

    private static LivenessPlan mixed(long seed, SplittableRandom random) {
        EnumSet<Hardship> hardships = EnumSet.noneOf(Hardship.class);
        double density = random.nextDouble() / 2;
        if (random.nextInt(3) != 0) {
            hardships.addAll(TOGETHER.get(random.nextInt(TOGETHER.size())));
            density /= 4;
        }
        for (Hardship each : Hardship.values()) {
            if (random.nextDouble() < density) {
                hardships.add(each);
            }
        }
        int authorities = SIZES[random.nextInt(SIZES.length)];
        int maxFaulty = (authorities - 1) / 3;
        boolean hasLiars = hardships.stream().anyMatch(Hardship::needsLiars);
        NodeConfig.Timeouts timeouts = TIMEOUTS[random.nextInt(TIMEOUTS.length)];
        int slowness = SLOWNESS[random.nextInt(SLOWNESS.length)];
        long farthest = Math.min(
                WAYS[random.nextInt(WAYS.length)], Bounds.longestWayMicros(timeouts, authorities, new Costs(slowness)));
        return new LivenessPlan(
                seed,
                authorities,
                hasLiars ? 1 + random.nextInt(maxFaulty) : random.nextInt(maxFaulty + 1),
                timeouts,
                hardships,
                1 + random.nextInt(4),
                slowness,
                1,
                farthest,
                troubled(random) + (isLongChain(hardships) ? 10 * SECOND + random.nextLong(30 * SECOND) : 0));
    }

    /** Mostly short, as there are many; long enough now and then for whatever takes hundreds of views. */
    private static long troubled(SplittableRandom random) {
        int kind = random.nextInt(20);
        return SECOND + random.nextLong(kind == 0 ? 40 * SECOND : kind < 4 ? 15 * SECOND : 5 * SECOND);
    }

    /** Takes a while to come about, as blocks come slowly while none is final. */
    private static boolean isLongChain(Set<Hardship> hardships) {
        return (hardships.contains(Hardship.HOARDING) || hardships.contains(Hardship.NEVER_FINAL))
                && (hardships.contains(Hardship.ABSENCE) || hardships.contains(Hardship.ISOLATION));
    }

    private static NodeConfig.Timeouts timeouts(long proposal, long view, long cap, long idle, long resend) {
        return new NodeConfig.Timeouts(
                Duration.ofMillis(proposal),
                Duration.ofMillis(view),
                Duration.ofMillis(cap),
                Duration.ofMillis(idle),
                Duration.ofMillis(resend));
    }

    boolean has(Hardship hardship) {
        return hardships.contains(hardship);
    }

    /** Whether links in calm are so short that even the shortest timeouts are long enough for every leader. */
    boolean isNear() {
        return 5 * calmMicros < Math.min(Bounds.micros(timeouts.proposal()), Bounds.micros(timeouts.view()));
    }

    /** A stream of choices of its own for each purpose. */
    SplittableRandom random(Hardship purpose) {
        return new SplittableRandom(seed * 1_000_003 + purpose.name().hashCode());
    }

    /** Who lies, and how. */
    Map<Integer, Lies> lies(Committee committee) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003);
        Map<Integer, Lies> lies = new HashMap<>();
        while (lies.size() < liars) {
            int index = random.nextInt(authorities);
            Lies words = honest -> honest;
            if (has(Hardship.WRONG_BLOCKS) && random.nextBoolean()) {
                words = new WrongBlocks(committee, index, random.nextInt(Spoiling.values().length));
            } else if (has(Hardship.FALSE_HEIGHTS) && random.nextBoolean()) {
                words = new FalseHeights(committee, index, random.split());
            }
            Withholding withholding = new Withholding(words, committee, index);
            lies.put(index, has(Hardship.HOARDING) ? new Hoarding(withholding, committee, index) : withholding);
        }
        return lies;
    }
}
