package org.tallystick.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;

/** A run of hardships and then calm, in which the network must keep its bounds, of time and of memory. */
final class LivenessRun {
    private static final long LOOK_MICROS = 100_000;

    private final LivenessPlan plan;
    private final World world;
    private final Hardships hardships;
    private final LivenessBound bound;
    private final List<Site> sites = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private int longestQueue;

    /**
     * What a run was.
     *
     * @param calmMicros how long it took in calm until all was well
     * @param share how much of its bound that was
     * @param longestQueue the most that ever waited on one strand
     */
    record Outcome(long views, long height, long payments, long calmMicros, double share, int longestQueue) {}

    LivenessRun(LivenessPlan plan, Trace trace) {
        this.plan = plan;
        this.world = World.of(plan, trace);
        this.bound = new LivenessBound(plan.timeouts(), plan.authorities(), plan.calmMicros());
        for (int i = 0; i < plan.authorities(); i++) {
            sites.add(new Site(i, world));
        }
        sites.forEach(site -> site.connect(sites));
        for (int i = 0; i < plan.clients(); i++) {
            clients.add(new Client(i, world, sites));
        }
        this.hardships = new Hardships(plan, world, sites);
    }

    /** @throws Violation saying what went wrong */
    Outcome play() {
        hardships.begin();
        sites.forEach(Site::start);
        clients.forEach(Client::start);
        look();
        while (world.time().runNext(plan.troubledMicros())) {
            requireSound();
        }
        hardships.end();
        if (plan.has(Hardship.IDLE)) {
            clients.forEach(Client::stop);
        }
        return calm();
    }

    private Outcome calm() {
        long before = world.checker().height();
        int blocks = 2 * plan.authorities();
        long allowed = bound.micros(blocks);
        long end = plan.troubledMicros() + allowed;
        while (!isWell(before, blocks)) {
            if (!world.time().runNext(end)) {
                throw new Violation("not well " + allowed / 1_000_000 + " s after the calm began, at height " + before
                        + ": " + describe(before));
            }
            requireSound();
        }
        long took = world.time().nowMicros() - plan.troubledMicros();
        return new Outcome(
                world.checker().views(),
                world.checker().height(),
                clients.stream().mapToLong(Client::acknowledged).sum(),
                took,
                (double) took / allowed,
                longestQueue);
    }

    /** Every honest node has so many new blocks, what was paid is final, and each honest leader who is near has led. */
    private boolean isWell(long before, int blocks) {
        if (world.checker().height() < before + blocks || !everyHonestHas(before + blocks)) {
            return false;
        }
        clients.forEach(Client::stop);
        return clients.stream().allMatch(Client::isContent) && missing(before).isEmpty();
    }

    private boolean everyHonestHas(long height) {
        return sites.stream().allMatch(site -> hardships.isLiar(site) || site.height() >= height);
    }

    private List<Integer> missing(long before) {
        if (!plan.isNear()) {
            return List.of();
        }
        Set<Integer> led = world.checker().leadersAbove(before);
        return sites.stream()
                .filter(site -> !hardships.isLiar(site))
                .map(Site::index)
                .filter(index -> !led.contains(index))
                .toList();
    }

    private void requireSound() {
        for (Site site : sites) {
            site.failure().ifPresent(reason -> {
                throw new Violation("node " + site.index() + " gave up: " + reason);
            });
        }
    }

    /** Memory is looked at now and then, all the time. */
    private void look() {
        for (Site site : sites) {
            if (!hardships.isLiar(site)) {
                Machine.Queue queue = site.machine().longestQueue();
                longestQueue = Math.max(longestQueue, queue.tasks());
                if (queue.tasks() > LivenessBound.QUEUE) {
                    throw new Violation("at node " + site.index() + " wait " + queue);
                }
            }
        }
        world.time().after(LOOK_MICROS, this::look);
    }

    private String describe(long before) {
        String nodes = sites.stream()
                .map(site -> site.index()
                        + (hardships.isLiar(site) ? " (liar)" : "")
                        + (site.isUp() ? " at height " + site.height() + " in view " + site.view() : " is down"))
                .collect(Collectors.joining("; "));
        long waiting = clients.stream().filter(client -> !client.isContent()).count();
        return nodes + "; " + waiting + " clients wait; no block of " + missing(before);
    }
}
