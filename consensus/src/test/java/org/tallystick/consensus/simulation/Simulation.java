package org.tallystick.consensus.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.tallystick.consensus.Committee;
import org.tallystick.ledger.value.Epoch;

/** One run of a whole network, all of it chosen by a seed: faults, then fair weather, in which it must get going again. */
public final class Simulation {
    /** How many blocks must become final on every honest node once the faults are over. */
    private static final long NEW_BLOCKS = 10;

    /** Within this time, in microseconds. */
    private static final long RECOVERY_BOUND = VirtualTime.millis(20_000);

    private final long seed;
    private final Scenario scenario;
    private final World world;
    private final List<SimulatedNode> nodes;

    /**
     * What a run was.
     *
     * @param views the highest view any node reached
     * @param height the highest final block
     * @param recoveryMicros from the end of the faults until all honest nodes had finalized new blocks
     */
    public record Outcome(long views, long height, long recoveryMicros) {}

    public Simulation(long seed, Software software, Trace trace) {
        this(seed, software, trace, Scenario::random);
    }

    Simulation(long seed, Software software, Trace trace, Function<SplittableRandom, Scenario> choice) {
        SplittableRandom random = new SplittableRandom(seed);
        this.seed = seed;
        this.scenario = choice.apply(random);
        int authorities = scenario.authorities();
        List<Integer> twins = scenario.lies().entrySet().stream()
                .filter(liar -> liar.getValue() == Lie.TWINS)
                .map(Map.Entry::getKey)
                .toList();
        int count = authorities + scenario.followers() + twins.size();
        Committee committee =
                new Committee(SimulatedExecution.GENESIS_HASH, Epoch.ZERO, SimulatedKeys.authorities(authorities));
        VirtualTime time = new VirtualTime();
        Network network =
                new Network(time, random.split(), count, scenario.pace().delay());
        Oracle oracle = new Oracle(committee, scenario.lies().keySet(), !software.certificatesVerify());
        this.world = new World(time, random, network, committee, oracle, scenario.pace(), trace);
        this.nodes = new ArrayList<>();
        for (int i = 0; i < authorities; i++) {
            Lie lie = scenario.lies().get(i);
            nodes.add(
                    lie == null
                            ? new SimulatedNode(i, OptionalInt.of(i), world, software)
                            : lie.node(i, i, world, software));
        }
        for (int i = 0; i < scenario.followers(); i++) {
            nodes.add(new SimulatedNode(nodes.size(), OptionalInt.empty(), world, software));
        }
        twins.forEach(twin -> nodes.add(Lie.TWINS.node(nodes.size(), twin, world, software)));
        nodes.forEach(node -> node.connect(nodes));
    }

    /** @throws Violation saying what went wrong and how to see it again */
    public Outcome run() {
        try {
            return play();
        } catch (Violation | RuntimeException e) {
            Violation violation = new Violation(e.getMessage() + " [" + scenario + "]\n"
                    + "  to see it again: mvn -q -pl consensus -am test"
                    + " -Dtest=SimulationTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dsimulation.seed="
                    + seed);
            violation.initCause(e);
            throw violation;
        }
    }

    private Outcome play() {
        new Faults(world, nodes).plan(scenario.faultyFor());
        transactions();
        nodes.forEach(SimulatedNode::start);
        runUntil(scenario.faultyFor() + 1);
        long target = highest() + NEW_BLOCKS;
        long end = world.time().nowMicros() + RECOVERY_BOUND;
        while (!honestReached(target)) {
            if (!world.time().runNext(end)) {
                throw new Violation("no " + NEW_BLOCKS + " new blocks within " + RECOVERY_BOUND / 1_000_000
                        + " s after the faults ended; " + describe());
            }
        }
        return new Outcome(
                nodes.stream().mapToLong(SimulatedNode::view).max().orElse(0),
                highest(),
                world.time().nowMicros() - scenario.faultyFor());
    }

    private void runUntil(long micros) {
        boolean more = true;
        while (more) {
            more = world.time().runNext(micros);
        }
    }

    private boolean honestReached(long height) {
        for (SimulatedNode node : nodes) {
            if (node.isHonest() && node.finalHeight() < height) {
                return false;
            }
        }
        return true;
    }

    private long highest() {
        return nodes.stream().mapToLong(SimulatedNode::finalHeight).max().orElse(0);
    }

    /** A transaction reaches all nodes that are up at about the same time. */
    private void transactions() {
        SplittableRandom random = world.random().split();
        Runnable[] next = new Runnable[1];
        next[0] = () -> {
            for (SimulatedNode node : nodes) {
                world.time().after(random.nextLong(2_000), node::transactionArrives);
            }
            world.time().after(random.nextLong(2 * scenario.transactionEvery()), next[0]);
        };
        next[0].run();
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (SimulatedNode node : nodes) {
            text.append(node.id())
                    .append(node.isHonest() ? "" : " (lies)")
                    .append(": view ")
                    .append(node.view())
                    .append(" final ")
                    .append(node.finalHeight())
                    .append("; ");
        }
        return text.toString();
    }
}
