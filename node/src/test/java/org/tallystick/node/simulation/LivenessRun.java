package org.tallystick.node.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.consensus.simulation.Trace;
import org.tallystick.consensus.simulation.Violation;

/** A run of hardships and then calm, in which the network must keep its bounds, of time and of memory. */
final class LivenessRun {
    private static final long LOOK_MICROS = 50_000;

    /** So many times in a row something newer becomes final in calm, each time within the bound. */
    private static final int FINALS = 4;

    private final LivenessPlan plan;
    private final World world;
    private final Hardships hardships;
    private final Bounds bounds;
    private final List<Site> sites = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private int longestQueue;
    private long openViews;
    private double share;

    /**
     * What a run was.
     *
     * @param calmMicros how long it took in calm until all was well
     * @param share the most that was used of a bound of time
     * @param openViews the most that were ever entered after the newest final one
     * @param longestQueue the most that ever waited on one strand
     */
    record Outcome(
            long views, long height, long payments, long calmMicros, double share, long openViews, int longestQueue) {}

    LivenessRun(LivenessPlan plan, Trace trace) {
        this.plan = plan;
        this.world = World.of(plan, trace);
        this.bounds = Bounds.of(plan);
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
        playUntil(plan.troubledMicros());
        hardships.end();
        if (plan.has(Hardship.IDLE)) {
            clients.forEach(Client::stop);
        }
        calm();
        return new Outcome(
                world.checker().views(),
                world.checker().height(),
                clients.stream().mapToLong(Client::acknowledged).sum(),
                world.time().nowMicros() - plan.troubledMicros(),
                share,
                openViews,
                longestQueue);
    }

    private void calm() {
        long before = world.checker().height();
        for (int i = 0; i < FINALS; i++) {
            long entered = honest().mapToLong(Site::view).max().orElse(0);
            long open = Math.max(0, entered - world.checker().views());
            await("nothing newer is final", bounds.untilFinal(open), () -> isFinalAfter(entered));
        }
        clients.forEach(Client::stop);
        await("payments wait", bounds.untilFinal(0), () -> clients.stream().allMatch(Client::isContent));
        await("some never lead", bounds.untilLed(), () -> missing(before).isEmpty());
    }

    /** Whether every honest node has stored a block of a view later than {@code entered}. */
    private boolean isFinalAfter(long entered) {
        long view = world.checker().views();
        return view > entered && honest().allMatch(site -> site.finalView() > entered);
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String otherwise, Duration allowed, Condition condition) {
        long start = world.time().nowMicros();
        long end = start + Bounds.micros(allowed);
        while (!condition.holds()) {
            if (world.time().nowMicros() >= end) {
                throw new Violation(otherwise + " after " + allowed + " of calm: " + describe());
            }
            playUntil(world.time().nowMicros() + LOOK_MICROS);
        }
        share = Math.max(share, (double) (world.time().nowMicros() - start) / Bounds.micros(allowed));
    }

    private void playUntil(long endMicros) {
        while (world.time().nowMicros() < endMicros) {
            long until = Math.min(endMicros, world.time().nowMicros() + LOOK_MICROS);
            while (world.time().runNext(until)) {}
            look();
        }
    }

    /** That no node has given up, and none is flooded. */
    private void look() {
        for (Site site : sites) {
            site.failure().ifPresent(reason -> {
                throw new Violation("node " + site.index() + " gave up: " + reason);
            });
        }
        honest().forEach(site -> {
            openViews = Math.max(openViews, site.view() - world.checker().views());
            Machine.Queue queue = site.machine().longestQueue();
            longestQueue = Math.max(longestQueue, queue.tasks());
            if (queue.tasks() > Bounds.QUEUE) {
                throw new Violation("at node " + site.index() + " wait " + queue);
            }
        });
    }

    private Stream<Site> honest() {
        return sites.stream().filter(site -> !hardships.isLiar(site));
    }

    /** Honest leaders of whom nothing has become final above {@code before}, though links are short. */
    private List<Integer> missing(long before) {
        Set<Integer> led = world.checker().leadersAbove(before);
        return plan.isNear()
                ? honest().map(Site::index)
                        .filter(index -> !led.contains(index))
                        .toList()
                : List.of();
    }

    private String describe() {
        String nodes = sites.stream()
                .map(site -> site.index()
                        + (hardships.isLiar(site) ? " (liar)" : "")
                        + (site.isUp() ? " at height " + site.height() + " in view " + site.view() : " is down"))
                .collect(Collectors.joining("; "));
        long waiting = clients.stream().filter(client -> !client.isContent()).count();
        return nodes + "; " + waiting + " clients wait; led " + world.checker().leadersAbove(0);
    }
}
