package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;

/** One run of a whole network: a phase of faults, then one of fair weather in which it must get going again. */
final class Run {
    /** How many blocks must become final everywhere once the faults are over. */
    private static final long NEW_BLOCKS = 4;

    /** Within this time, in milliseconds, all must be well again, all payments as well; */
    private static final long RECOVERY_MS = 60_000;

    /** and within so many idle intervals more, as the blocks may all be empty ones, and some turns those of liars. */
    private static final long IDLE_INTERVALS = 16;

    private final Plan plan;
    private final World world;
    private final List<Site> sites = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /**
     * What a run was.
     *
     * @param views the highest view that became final
     * @param payments how many clients were told of
     * @param recoveryMicros from the end of the faults until all was well
     */
    record Outcome(long views, long height, long payments, long recoveryMicros) {}

    Run(Plan plan, Flaw flaw, Trace trace) {
        this.plan = plan;
        this.world = World.of(plan, flaw, trace);
        for (int i = 0; i < plan.authorities(); i++) {
            sites.add(new Site(i, world));
        }
        sites.forEach(site -> site.connect(sites));
        for (int i = 0; i < plan.clients(); i++) {
            clients.add(new Client(i, world, sites));
        }
    }

    /** @throws Violation saying what went wrong */
    Outcome play() {
        Mischief mischief = new Mischief(plan, world, sites);
        mischief.begin();
        sites.forEach(Site::start);
        clients.forEach(Client::start);
        while (world.time().runNext(plan.faultyMicros())) {
            requireSound();
        }
        mischief.end();
        clients.forEach(Client::stop);
        long target = world.checker().height() + NEW_BLOCKS;
        long bound = 1_000 * (RECOVERY_MS + IDLE_INTERVALS * plan.idleMs());
        long end = plan.faultyMicros() + bound;
        while (!isWell(target)) {
            if (!world.time().runNext(end)) {
                throw new Violation("not well again " + bound / 1_000_000 + " s after the faults ended: " + describe());
            }
            requireSound();
        }
        sites.stream().filter(site -> site.height() == world.checker().height()).forEach(world.checker()::compare);
        return new Outcome(
                world.checker().views(),
                world.checker().height(),
                clients.stream().mapToLong(Client::acknowledged).sum(),
                world.time().nowMicros() - plan.faultyMicros());
    }

    /** No node may give up for another reason than a disk that is full or damaged. */
    private void requireSound() {
        for (Site site : sites) {
            site.failure().ifPresent(reason -> {
                if (site.disk().isDamaged() && reason.contains("damaged")) {
                    site.replaceLedger();
                } else if (!plan.faults().contains(Fault.FULL_DISK)) {
                    throw new Violation("node " + site.index() + " gave up: " + reason);
                }
            });
        }
    }

    private boolean isWell(long height) {
        return sites.stream().allMatch(site -> site.height() >= height)
                && clients.stream().allMatch(Client::isContent);
    }

    private String describe() {
        String nodes = sites.stream()
                .map(site -> site.index() + (site.isUp() ? " at height " + site.height() : " is down"))
                .collect(Collectors.joining("; "));
        long waiting = clients.stream().filter(client -> !client.isContent()).count();
        return nodes + "; " + waiting + " clients wait";
    }
}
