package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/** Brings about what the plan names, and then calm; what liars do goes on in it. */
final class Hardships {
    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;

    private final LivenessPlan plan;
    private final World world;
    private final List<Site> sites;
    private final Set<Site> away = new HashSet<>();
    private boolean calm;

    Hardships(LivenessPlan plan, World world, List<Site> sites) {
        this.plan = plan;
        this.world = world;
        this.sites = sites;
    }

    /** Plans it all, from now on. */
    void begin() {
        SplittableRandom ways = plan.random(Hardship.FAR);
        stretch(ways, plan.has(Hardship.FAR) ? 2 * Bounds.micros(plan.timeouts().cap()) : plan.calmMicros());
        for (Hardship each : plan.hardships()) {
            SplittableRandom random = plan.random(each);
            switch (each) {
                case ABSENCE -> absence(random, false);
                case ISOLATION -> absence(random, true);
                case RESTARTS -> restarts(random);
                case BLACKOUT -> blackouts(random);
                case WITHHOLDING -> eachLiar(random, this::withhold);
                case HOARDING ->
                    hoard(sites.stream().filter(this::isLiar).findFirst().orElseThrow(), random);
                case NEVER_FINAL ->
                    eachLiar(random, (liar, any) -> withholding(liar).neverFinal());
                case FLOOD -> eachLiar(random, this::flood);
                case FAR, WRONG_BLOCKS, FALSE_HEIGHTS, DYING_LIARS, IDLE -> {}
            }
        }
    }

    /** From now on the network is calm: every honest node is up, and links are as long as the plan says, at most. */
    void end() {
        calm = true;
        world.airwaves().heal();
        stretch(plan.random(Hardship.IDLE), plan.calmMicros());
        SplittableRandom random = plan.random(Hardship.DYING_LIARS);
        for (Site site : sites) {
            if (isLiar(site) && plan.has(Hardship.DYING_LIARS) && random.nextInt(4) != 0) {
                site.crash();
            } else {
                site.start();
            }
        }
    }

    private List<Site> honest() {
        return new ArrayList<>(sites.stream().filter(site -> !isLiar(site)).toList());
    }

    boolean isLiar(Site site) {
        return world.liars().containsKey(site.index());
    }

    /** Each way of each pair is between a millisecond and {@code longest}: any way, all of them long, or half of them. */
    private void stretch(SplittableRandom random, long longest) {
        int kind = random.nextInt(3);
        for (Site from : sites) {
            for (Site to : sites) {
                boolean isLong = kind == 1 || (kind == 2 && random.nextBoolean());
                double part = random.nextDouble();
                double micros =
                        isLong ? longest * (0.8 + 0.2 * part) : MILLI * Math.pow((double) longest / MILLI, part);
                world.airwaves().distance(from.index(), to.index(), (long) micros);
            }
        }
    }

    private void absence(SplittableRandom random, boolean isolated) {
        List<Site> honest = honest();
        int most = world.committee().authorities().maxFaulty();
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? most + 1 : most);
        long back = plan.troubledMicros();
        for (int i = 0; i < count; i++) {
            Site site = honest.remove(random.nextInt(honest.size()));
            long gone = random.nextLong(SECOND);
            back -= random.nextLong(Math.max(1, plan.troubledMicros() / 8));
            world.time().after(gone, () -> leave(site, isolated));
            world.time().after(Math.max(gone, back), () -> comeBack(site, isolated));
        }
    }

    private void leave(Site site, boolean isolated) {
        if (isolated) {
            sites.forEach(other -> {
                world.airwaves().cut(site.index(), other.index());
                world.airwaves().cut(other.index(), site.index());
            });
        } else {
            away.add(site);
            site.crash();
        }
    }

    private void comeBack(Site site, boolean isolated) {
        if (isolated) {
            sites.forEach(other -> {
                world.airwaves().mend(site.index(), other.index());
                world.airwaves().mend(other.index(), site.index());
            });
        } else {
            away.remove(site);
            site.start();
        }
    }

    private void restarts(SplittableRandom random) {
        for (long at = random.nextLong(SECOND);
                at < plan.troubledMicros();
                at += 50 * MILLI + random.nextLong(3 * SECOND)) {
            Site site = sites.get(random.nextInt(sites.size()));
            long down = 20 * MILLI + random.nextLong(SECOND);
            world.time().after(at, () -> restart(site, down));
        }
    }

    private void blackouts(SplittableRandom random) {
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            world.time()
                    .after(
                            random.nextLong(plan.troubledMicros()),
                            () -> sites.forEach(site -> restart(site, 20 * MILLI + random.nextLong(SECOND))));
        }
    }

    private void restart(Site site, long downMicros) {
        if (calm || away.contains(site)) {
            return;
        }
        site.crash();
        world.time().after(downMicros, () -> {
            if (!calm && !away.contains(site)) {
                site.start();
            }
        });
    }

    private interface Deed {
        void by(Site liar, SplittableRandom random);
    }

    private void eachLiar(SplittableRandom random, Deed deed) {
        sites.stream().filter(this::isLiar).forEach(liar -> deed.by(liar, random.split()));
    }

    private void withhold(Site liar, SplittableRandom random) {
        withholding(liar).choose(random, latestMicros());
        if (random.nextBoolean()) {
            world.time().after(SECOND + random.nextLong(10 * SECOND), () -> withhold(liar, random));
        }
    }

    /**
     * None of those who are given bodies hears of another's vote, and the power goes at all of them when they have voted. The
     * others are away, lest something else become final. What came of the votes is shown when all have been in so many
     * further views that nobody keeps a block which it does not know to matter.
     */
    private void hoard(Site liar, SplittableRandom random) {
        List<Site> voters = honest();
        List<Site> others = new ArrayList<>();
        while (voters.size() >= world.committee().authorities().quorum()) {
            others.add(voters.remove(random.nextInt(voters.size())));
        }
        Hoarding hoarding = (Hoarding) lies(liar);
        world.time().after(random.nextLong(SECOND), () -> {
            if (calm) {
                return;
            }
            others.forEach(site -> leave(site, false));
            eachPair(voters, world.airwaves()::cut);
            BitSet used = new BitSet();
            voters.forEach(site -> used.set(site.index()));
            hoarding.begin(
                    used,
                    view -> world.time().after(1, () -> {
                        eachPair(voters, world.airwaves()::mend);
                        voters.forEach(site -> restart(site, 20 * MILLI + random.nextLong(SECOND / 2)));
                        show(hoarding, voters, view.value() + world.committee().size() + 2L);
                    }));
        });
    }

    private interface Change {
        void of(int from, int to);
    }

    private static void eachPair(List<Site> all, Change change) {
        for (Site from : all) {
            for (Site to : all) {
                if (from != to) {
                    change.of(from.index(), to.index());
                }
            }
        }
    }

    private void show(Hoarding hoarding, List<Site> voters, long view) {
        if (calm || voters.stream().allMatch(site -> site.view() >= view)) {
            hoarding.show();
        } else {
            world.time().after(50 * MILLI, () -> show(hoarding, voters, view));
        }
    }

    private long latestMicros() {
        return 2 * Bounds.micros(plan.timeouts().cap());
    }

    private Lies lies(Site liar) {
        return Objects.requireNonNull(world.liars().get(liar.index()));
    }

    private Withholding withholding(Site liar) {
        return lies(liar) instanceof Hoarding hoarding ? hoarding.otherwise() : (Withholding) lies(liar);
    }

    private void flood(Site liar, SplittableRandom random) {
        Flood.Kind[] kinds = Flood.Kind.values();
        Flood.Kind kind = kinds[random.nextInt(kinds.length)];
        boolean all = random.nextInt(3) == 0;
        Site one = honestFrom(random.nextInt(sites.size()));
        double load = plan.pressure() * (random.nextBoolean() ? 1.2 : 2.5);
        long start = plan.troubledMicros() - random.nextLong(Math.min(plan.troubledMicros(), 3 * SECOND));
        if (kind == Flood.Kind.QUESTIONS || kind == Flood.Kind.RANGES) {
            // Else all answers wait at the liar, in this simulator's memory.
            withholding(liar).ignoreAnswers();
        }
        if (plan.pressure() > 1) {
            // The victims' votes are needed, and have all the time to fall behind.
            withholding(liar).silent();
            start = SECOND;
        }
        for (Site victim : sites) {
            if (!isLiar(victim) && (all || victim == one)) {
                new Flood(world, liar, victim, kind, load, plan.pressure(), random.split()).begin(start);
            }
        }
    }

    /** That one or, if it lies, the next that does not. */
    private Site honestFrom(int index) {
        Site site = sites.get(index % sites.size());
        return isLiar(site) ? honestFrom(index + 1) : site;
    }
}
