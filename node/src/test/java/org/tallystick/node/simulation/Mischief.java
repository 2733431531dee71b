package org.tallystick.node.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes everything misbehave that the plan names, until the faulty phase is over. */
final class Mischief {
    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000_000;

    private final Plan plan;
    private final World world;
    private final List<Site> sites;

    /** Nodes that lose what they know or lie: no more than the network bears. */
    private final Set<Integer> unreliable;

    private double loss;
    private double repeat;
    private long delay = Airwaves.Weather.FAIR.maxDelayMicros();

    Mischief(Plan plan, World world, List<Site> sites) {
        this.plan = plan;
        this.world = world;
        this.sites = sites;
        this.unreliable = new HashSet<>(world.liars().keySet());
    }

    /** Plans it all, from now on. */
    void begin() {
        for (Fault fault : plan.faults()) {
            SplittableRandom random = plan.random(fault);
            long at = random.nextLong(SECOND / 2);
            while (at < plan.faultyMicros()) {
                SplittableRandom choices = random.split();
                world.time().after(at, () -> strike(fault, choices));
                at += 50 * MILLI + random.nextLong((long) (SECOND / plan.strength()));
            }
        }
    }

    /** All is well from now on, and every node is up again. */
    void end() {
        world.airwaves().heal();
        for (Site site : sites) {
            site.machine().pause(false);
            site.machine().clockOff(0);
            site.disk().slow(0);
            site.disk().full(false);
            if (site.failure().isPresent()) {
                site.crash();
            }
            site.start();
        }
    }

    private void strike(Fault fault, SplittableRandom random) {
        Site one = sites.get(random.nextInt(sites.size()));
        Site other = sites.get(random.nextInt(sites.size()));
        long while_ = 20 * MILLI + random.nextLong((long) (2 * SECOND * plan.strength()) + 1);
        switch (fault) {
            case LOSS -> loss = random.nextDouble() * 0.3 * plan.strength();
            case REPEAT -> repeat = random.nextDouble() * 0.5 * plan.strength();
            case DELAY -> delay = MILLI + random.nextLong((long) (300 * MILLI * plan.strength()) + 1);
            case CLOG -> world.airwaves().clog(one.index(), other.index(), random.nextLong(500 * MILLI));
            case ONE_WAY -> world.airwaves().cut(one.index(), other.index());
            case HALVES -> halves(random);
            case RING -> ring();
            case ISOLATION -> sites.forEach(each -> cutBothWays(one, each));
            case CRASH -> crash(one, random, while_);
            case BLACKOUT ->
                sites.stream().filter(each -> random.nextBoolean()).forEach(each -> crash(each, random, while_));
            case PAUSE -> {
                one.machine().pause(true);
                world.time().after(while_, () -> one.machine().pause(false));
            }
            case SLOW_DISK -> one.disk().slow(random.nextLong((long) (100 * MILLI * plan.strength()) + 1));
            case FULL_DISK -> fill(one, while_);
            case WIPED_DISK -> wipe(one);
            case WRONG_CLOCK -> one.machine().clockOff(random.nextLong(-3_600_000, 3_600_000));
            case JUMPING_CLOCK -> one.machine().clockOff(random.nextLong(-5_000, 5_000));
            case BIT_ROT -> rot(one, random);
            case MISDIRECTED_WRITE -> {
                if (mayFail(one)) {
                    one.disk().misdirect();
                }
            }
            case WRONG_BLOCKS, FALSE_HEIGHTS -> {} // Liars lie anyway.
        }
        switch (fault) {
            case LOSS, REPEAT, DELAY -> world.airwaves().weather(new Airwaves.Weather(delay, loss, repeat));
            case CLOG, ONE_WAY, HALVES, RING, ISOLATION -> world.time().after(while_, this::mendLinks);
            default -> {}
        }
    }

    private void mendLinks() {
        world.airwaves().heal();
        world.airwaves().weather(new Airwaves.Weather(delay, loss, repeat));
    }

    private void halves(SplittableRandom random) {
        int left = random.nextInt(1 << sites.size());
        for (Site a : sites) {
            for (Site b : sites) {
                if ((left >> a.index() & 1) != (left >> b.index() & 1)) {
                    cutBothWays(a, b);
                }
            }
        }
    }

    private void ring() {
        for (Site a : sites) {
            for (Site b : sites) {
                int apart = Math.floorMod(a.index() - b.index(), sites.size());
                if (apart > 1 && apart < sites.size() - 1) {
                    cutBothWays(a, b);
                }
            }
        }
    }

    private void cutBothWays(Site a, Site b) {
        world.airwaves().cut(a.index(), b.index());
        world.airwaves().cut(b.index(), a.index());
    }

    private void crash(Site site, SplittableRandom random, long downMicros) {
        if (random.nextBoolean()) {
            site.crash();
        } else {
            site.machine().powerCutAfter(1 + random.nextInt(60));
        }
        world.time().after(downMicros, () -> {
            site.crash();
            site.start();
        });
    }

    private void fill(Site site, long forMicros) {
        site.disk().full(true);
        world.time().after(forMicros, () -> {
            site.disk().full(false);
            if (site.failure().isPresent()) {
                site.crash();
            }
            site.start();
        });
    }

    private void rot(Site site, SplittableRandom random) {
        if (!mayFail(site)) {
            return;
        }
        if (random.nextInt(4) == 0) {
            site.disk().rotVotes();
        } else {
            site.disk().rotLedger();
        }
    }

    private void wipe(Site site) {
        if (!unreliable.contains(site.index()) && mayFail(site)) {
            site.wipe();
        }
    }

    private boolean mayFail(Site site) {
        return unreliable.contains(site.index())
                || (unreliable.size() < world.committee().authorities().maxFaulty() && unreliable.add(site.index()));
    }
}
