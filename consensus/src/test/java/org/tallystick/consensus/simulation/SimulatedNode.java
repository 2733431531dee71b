package org.tallystick.consensus.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.Evidence;
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Ready;
import org.tallystick.consensus.Request;
import org.tallystick.consensus.Setup;
import org.tallystick.consensus.Simplex;
import org.tallystick.consensus.Timer;

/** A host as the contract wants it: one event at a time, each step's effects in their order, nothing kept but the disk. */
class SimulatedNode {
    private final int id;
    private final OptionalInt index;
    private final World world;
    private final Software software;
    private final SplittableRandom random;
    private final SimulatedDisk disk;
    private final Deque<Event> waitingEvents = new ArrayDeque<>();
    private final Map<Timer, Integer> timers = new HashMap<>();
    private final double clockRate;
    private List<SimulatedNode> peers = List.of();
    private final Questions questions;
    private BlockWork work;
    private @Nullable Simplex machine;
    private boolean busy;
    private boolean paused;
    private boolean crashesAtNextSync;
    private boolean slowDisk;
    private int life;
    private int timersStarted;

    SimulatedNode(int id, OptionalInt index, World world, Software software) {
        this.id = id;
        this.index = index;
        this.world = world;
        this.software = software;
        this.random = world.random().split();
        this.disk = new SimulatedDisk(world.genesis());
        this.questions = new Questions(this);
        this.work = new BlockWork(this, world.genesis());
        this.clockRate = 0.9 + random.nextDouble() * 0.2;
    }

    void connect(List<SimulatedNode> all) {
        peers = all.stream().filter(node -> node.id != id).toList();
    }

    int id() {
        return id;
    }

    OptionalInt index() {
        return index;
    }

    World world() {
        return world;
    }

    SplittableRandom random() {
        return random;
    }

    SimulatedDisk disk() {
        return disk;
    }

    long finalHeight() {
        return disk.newest().height().value();
    }

    long view() {
        return machine == null ? 0 : machine.view().value();
    }

    Optional<Simplex> machine() {
        return Optional.ofNullable(machine);
    }

    /** Starts, or starts again with what the disk holds. */
    void start() {
        if (machine != null) {
            return;
        }
        Setup setup = new Setup(
                world.committee(),
                new SimulatedKeys(),
                index.isPresent() ? Optional.of(SimulatedKeys.signer(index.getAsInt())) : Optional.empty(),
                Scenario.TIMEOUTS);
        FinalTip tip = disk.tip();
        work = new BlockWork(this, disk.newest());
        machine = software.machines()
                .recover(setup, tip, disk.log(world.committee().genesisHash()));
        act(machine.start());
    }

    /** Loses everything that is not on the disk. */
    void crash() {
        life++;
        machine = null;
        busy = false;
        paused = false;
        crashesAtNextSync = false;
        waitingEvents.clear();
        timers.clear();
        disk.crash(random);
        note(() -> "CRASH");
    }

    /** Crashes just before or just after its next write is on the disk, before anything of that step is sent. */
    void crashAtNextSync() {
        crashesAtNextSync = true;
    }

    /** No more faults of its own; up, if it was down. */
    void heal() {
        crashesAtNextSync = false;
        slowDisk = false;
        pause(false);
        start();
    }

    void slowDisk(boolean slow) {
        slowDisk = slow;
    }

    void pause(boolean on) {
        paused = on;
        goOn();
    }

    void offer(Event event) {
        if (machine != null) {
            waitingEvents.add(event);
            goOn();
        }
    }

    private void goOn() {
        while (machine != null && !busy && !paused && !waitingEvents.isEmpty()) {
            Event event = waitingEvents.remove();
            note(() -> "<- " + Trace.describe(event));
            act(machine.step(event));
        }
    }

    /** Busy until all effects of a step are carried out, the disk's delay included. */
    private void act(Ready ready) {
        ready.persist().forEach(record -> note(() -> "   log " + Trace.describe(record)));
        busy = true;
        List<LogRecord> records = software.written().apply(ready.persist());
        if (records.isEmpty()) {
            carryOut(ready);
            busy = false;
            return;
        }
        disk.append(records);
        long sync = slowDisk ? VirtualTime.millis(5) + random.nextLong(100_000) : 100 + random.nextLong(400);
        later(sync, () -> synced(ready));
    }

    private void synced(Ready ready) {
        if (crashesAtNextSync && random.nextBoolean()) {
            crash();
            return;
        }
        disk.sync();
        if (crashesAtNextSync) {
            crash();
            return;
        }
        carryOut(ready);
        busy = false;
        goOn();
    }

    private void carryOut(Ready ready) {
        for (Message message : ready.send()) {
            note(() -> "-> " + Trace.describe(message));
            check(message);
            peers.forEach(peer -> send(peer, message));
        }
        ready.timers().forEach(this::timer);
        ready.requests().forEach(this::request);
        ready.evidence().forEach(this::accuse);
        for (Ready.Finalized part : ready.finalized()) {
            note(() -> "   FINAL " + part.blocks());
            if (isHonest()) {
                world.oracle().finalized(part.blocks(), part.certificate());
            }
            disk.store(part.blocks(), part.certificate());
            work.transactionSettled();
            later(random.nextLong(VirtualTime.millis(30)), disk::syncLedger);
        }
    }

    boolean isHonest() {
        return true;
    }

    private void accuse(Evidence evidence) {
        if (!isHonest()) {
            return;
        }
        switch (evidence) {
            case Evidence.DoubleVote twice ->
                world.oracle().accused(twice.first().signer());
            case Evidence.ConflictingCertificates conflict -> throw new Violation("quorums contradict: " + conflict);
            case Evidence.RefusedFinality refused -> throw new Violation("final and refused: " + refused);
        }
    }

    private void check(Message message) {
        if (isHonest()) {
            world.oracle().said(world.committee().leader(message.view()), message);
        } else if (message instanceof Message.Proposal proposal) {
            world.oracle().overheard(proposal);
        }
    }

    void send(SimulatedNode peer, Message message) {
        world.network().send(id, peer.id, () -> peer.receive(index, message));
    }

    void receive(OptionalInt from, Message message) {
        offer(new Event.MessageReceived(from, message));
    }

    private void timer(Timer.Action action) {
        switch (action) {
            case Timer.Action.Start start -> {
                int number = ++timersStarted;
                timers.put(start.timer(), number);
                long delay = (long) (VirtualTime.micros(start.delay()) * clockRate);
                later(delay, () -> {
                    if (timers.remove(start.timer(), number)) {
                        offer(new Event.TimerFired(start.timer()));
                    }
                });
            }
            case Timer.Action.Cancel cancel -> timers.remove(cancel.timer());
        }
    }

    private void request(Request request) {
        switch (request) {
            case Request.BuildBlock build -> build(build);
            case Request.VerifyBlock verify -> work.verify(verify.block());
            case Request.FetchBlock fetch -> questions.fetch(fetch.blockHash());
            case Request.CatchUp catchUp -> questions.catchUp();
        }
    }

    /** The leader's turn has come. */
    void build(Request.BuildBlock request) {
        work.build(request);
    }

    /** The block that was asked for is due. */
    void propose(Request.BuildBlock request) {
        offer(new Event.BlockBuilt(request.view(), work.buildOn(request.parentHash(), request)));
    }

    BlockWork blockWork() {
        return work;
    }

    void transactionArrives() {
        if (machine != null) {
            work.transactionArrives();
        }
    }

    private void note(Supplier<String> what) {
        world.trace().note(world.time(), "node " + id, what);
    }

    List<SimulatedNode> peers() {
        return peers;
    }

    /** Runs {@code action} after a while unless this node crashes before. */
    void later(long delayMicros, Runnable action) {
        int planned = life;
        world.time().after(delayMicros, () -> {
            if (planned == life) {
                action.run();
            }
        });
    }
}
