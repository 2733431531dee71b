package org.tallystick.consensus.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Makes the network and the machines misbehave, one thing at a time, more or less at once. */
final class Faults {
    private final World world;
    private final List<SimulatedNode> nodes;
    private final SplittableRandom random;

    Faults(World world, List<SimulatedNode> nodes) {
        this.world = world;
        this.nodes = nodes;
        this.random = world.random().split();
    }

    /** Plans faults from now to {@code until}; by then, all of them are over. */
    void plan(long until) {
        long at = random.nextLong(VirtualTime.millis(200));
        while (at < until) {
            world.time().after(at, this::something);
            at += VirtualTime.millis(20) + random.nextLong(VirtualTime.millis(350));
        }
        world.time().after(until, this::heal);
    }

    private void something() {
        switch (random.nextInt(13)) {
            case 0, 1 -> split();
            case 2 -> cutOneWay();
            case 3 -> isolate();
            case 4, 5, 6 -> world.network().heal();
            case 7 -> storm();
            case 8 -> anyNode().slowDisk(random.nextBoolean());
            case 9 -> pause();
            case 10, 11 -> crash(anyNode());
            default -> crashSeveral();
        }
    }

    private SimulatedNode anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void split() {
        boolean[] left = new boolean[nodes.size()];
        for (int i = 0; i < left.length; i++) {
            left[i] = random.nextBoolean();
        }
        for (int from = 0; from < left.length; from++) {
            for (int to = 0; to < left.length; to++) {
                world.network().link(from, to, left[from] == left[to]);
            }
        }
    }

    private void cutOneWay() {
        world.network().link(anyNode().id(), anyNode().id(), false);
    }

    private void isolate() {
        int lonely = anyNode().id();
        for (SimulatedNode other : nodes) {
            world.network().link(lonely, other.id(), false);
            world.network().link(other.id(), lonely, false);
        }
    }

    private void storm() {
        world.network()
                .weather(new Network.Weather(
                        VirtualTime.millis(1 + random.nextInt(random.nextBoolean() ? 30 : 300)),
                        random.nextDouble() * 0.3,
                        random.nextDouble() * 0.5));
    }

    private void pause() {
        SimulatedNode node = anyNode();
        node.pause(true);
        world.time().after(random.nextLong(VirtualTime.millis(500)), () -> node.pause(false));
    }

    private void crash(SimulatedNode node) {
        if (random.nextBoolean()) {
            node.crash();
        } else {
            node.crashAtNextSync();
        }
        world.time().after(random.nextLong(VirtualTime.millis(600)), node::start);
    }

    private void crashSeveral() {
        int first = random.nextInt(nodes.size());
        int count = 1 + random.nextInt(nodes.size());
        for (int i = 0; i < count; i++) {
            crash(nodes.get((first + i) % nodes.size()));
        }
    }

    private void heal() {
        world.network().heal();
        nodes.forEach(SimulatedNode::heal);
    }
}
