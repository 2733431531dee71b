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
import org.tallystick.consensus.FinalTip;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.Message;
import org.tallystick.consensus.Ready;
import org.tallystick.consensus.Request;
import org.tallystick.consensus.Setup;
import org.tallystick.consensus.Simplex;
import org.tallystick.consensus.Timer;
import org.tallystick.ledger.block.Ballot;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;

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
    private final Map<Hash, Block> executed = new HashMap<>();
    private final double clockRate;
    private List<SimulatedNode> peers = List.of();
    private @Nullable Simplex machine;
    private Request.@Nullable BuildBlock idleBuild;
    private boolean transactionWaits;
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

    boolean isUp() {
        return machine != null;
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
        executed.clear();
        executed.put(tip.hash(), disk.newest());
        machine = software.machines()
                .recover(setup, tip, disk.log(world.committee().genesisHash()));
        act(machine.start());
    }

    /** Loses everything that is not on the disk. */
    void crash() {
        life++;
        machine = null;
        idleBuild = null;
        busy = false;
        paused = false;
        crashesAtNextSync = false;
        transactionWaits = false;
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
        work();
    }

    void transactionArrives() {
        if (machine == null || transactionWaits) {
            return;
        }
        transactionWaits = true;
        offer(new Event.TransactionsWaiting(true));
        if (idleBuild != null) {
            Request.BuildBlock request = idleBuild;
            idleBuild = null;
            buildSoon(request);
        }
    }

    private void transactionTaken() {
        if (transactionWaits) {
            transactionWaits = false;
            offer(new Event.TransactionsWaiting(false));
        }
    }

    void offer(Event event) {
        if (machine != null) {
            waitingEvents.add(event);
            work();
        }
    }

    private void work() {
        while (machine != null && !busy && !paused && !waitingEvents.isEmpty()) {
            Event event = waitingEvents.remove();
            note(() -> "<- " + describe(event));
            act(machine.step(event));
        }
    }

    private void act(Ready ready) {
        ready.persist().forEach(record -> note(() -> "   log " + describe(record)));
        List<LogRecord> records = software.written().apply(ready.persist());
        if (records.isEmpty()) {
            carryOut(ready);
            return;
        }
        disk.append(records);
        busy = true;
        long sync = slowDisk ? VirtualTime.millis(5) + random.nextLong(100_000) : 100 + random.nextLong(400);
        later(sync, () -> {
            if (crashesAtNextSync && random.nextBoolean()) {
                crash();
                return;
            }
            disk.sync();
            if (crashesAtNextSync) {
                crash();
                return;
            }
            busy = false;
            carryOut(ready);
            work();
        });
    }

    private void carryOut(Ready ready) {
        for (Message message : ready.send()) {
            note(() -> "-> " + describe(message));
            check(message);
            peers.forEach(peer -> send(peer, message));
        }
        ready.timers().forEach(this::timer);
        ready.requests().forEach(this::request);
        for (Ready.Finalized part : ready.finalized()) {
            note(() -> "   FINAL " + part.blocks());
            if (isHonest()) {
                world.checker().finalized(part);
            }
            disk.store(part.blocks(), part.certificate());
            later(random.nextLong(VirtualTime.millis(30)), disk::syncLedger);
        }
    }

    boolean isHonest() {
        return true;
    }

    private void check(Message message) {
        if (!isHonest()) {
            return;
        }
        switch (message) {
            case Message.Vote vote -> world.checker().sent(vote);
            case Message.Certified certified -> world.checker().sent(certified.certificate());
            case Message.Proposal proposal -> world.checker().sent(proposal.vote(world.committee()));
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
            case Request.VerifyBlock verify -> later(executionTime(), () -> verify(verify.block()));
            case Request.FetchBlock fetch -> {
                SimulatedNode peer = anyPeer();
                ask(
                        peer,
                        () -> peer.findBlock(fetch.blockHash())
                                .ifPresent(block -> answer(peer, () -> offer(new Event.BlockFetched(block)))));
            }
            case Request.CatchUp catchUp -> {
                SimulatedNode peer = anyPeer();
                long height = finalHeight();
                ask(peer, () -> peer.explainTo(this, height));
            }
        }
    }

    private SimulatedNode anyPeer() {
        return peers.get(random.nextInt(peers.size()));
    }

    private void ask(SimulatedNode peer, Runnable question) {
        world.network().send(id, peer.id, () -> {
            if (peer.isUp()) {
                question.run();
            }
        });
    }

    private void answer(SimulatedNode peer, Runnable arrival) {
        world.network().send(peer.id, id, arrival);
    }

    private Optional<Block> findBlock(Hash hash) {
        return machine().flatMap(running -> running.block(hash)).or(() -> disk.block(hash));
    }

    private void explainTo(SimulatedNode asker, long height) {
        List<Block> blocks = disk.blocksAbove(height);
        FinalTip tip = disk.tip();
        List<Message> explanation = machine().map(Simplex::explanation).orElse(List.of());
        asker.answer(this, () -> {
            asker.synchronise(blocks, tip);
            explanation.forEach(message -> asker.receive(OptionalInt.empty(), message));
        });
    }

    private void synchronise(List<Block> blocks, FinalTip tip) {
        if (machine == null || blocks.isEmpty() || blocks.getFirst().height().value() > finalHeight() + 1) {
            return;
        }
        disk.store(blocks, tip.finalization().orElseThrow());
        disk.syncLedger();
        executed.put(disk.newest().hash(), disk.newest());
        offer(new Event.FinalizedElsewhere(disk.tip()));
    }

    /** Builds when there is a transaction, or after the idle interval (rule 8). */
    void build(Request.BuildBlock request) {
        if (transactionWaits) {
            buildSoon(request);
            return;
        }
        idleBuild = request;
        later(VirtualTime.micros(Scenario.TIMEOUTS.idle()), () -> {
            if (request.equals(idleBuild)) {
                idleBuild = null;
                buildSoon(request);
            }
        });
    }

    private void buildSoon(Request.BuildBlock request) {
        later(executionTime(), () -> propose(request));
    }

    /** Builds what was asked for and hands it in. */
    void propose(Request.BuildBlock request) {
        offer(new Event.BlockBuilt(request.view(), buildOn(request.parentHash(), request)));
        transactionTaken();
    }

    /** A block of the request's view on an executed parent, executed too. */
    Block buildOn(Hash parent, Request.BuildBlock request) {
        Block block = SimulatedExecution.build(
                executedBlock(parent).orElseThrow(),
                new SimulatedExecution.Slot(
                        request.view(), index.orElseThrow(), world.time().nowMicros() / 1_000, random.nextLong()));
        executed.put(block.hash(), block);
        return block;
    }

    /** A block after which this node has the state. */
    Optional<Block> executedBlock(Hash hash) {
        return Optional.ofNullable(executed.get(hash));
    }

    private void verify(Block block) {
        Block parent = executedBlock(block.header().parentHash()).orElseThrow();
        boolean right = SimulatedExecution.isRight(parent, block);
        if (right) {
            executed.put(block.hash(), block);
            transactionTaken();
        }
        offer(new Event.BlockVerified(block.hash(), right ? Event.Verdict.VALID : Event.Verdict.INVALID));
    }

    private void note(Supplier<String> what) {
        world.trace().note(world.time(), "node " + id, what);
    }

    private static String describe(Object thing) {
        return switch (thing) {
            case Event.MessageReceived received -> describe(received.message());
            case Message.Vote vote -> vote.signer() + " votes " + describe(vote.ballot());
            case Message.Certified certified ->
                "certificate " + describe(certified.certificate().ballot());
            case Message.Proposal proposal -> "proposal " + proposal.block() + " on view " + proposal.parentView();
            case LogRecord.Voted voted -> describe(voted.vote());
            case LogRecord.Certified certified ->
                "certificate " + describe(certified.certificate().ballot());
            case Ballot ballot ->
                ballot.kind() + " view " + ballot.view() + " "
                        + ballot.blockHash().hex().substring(0, 8);
            default -> thing.toString();
        };
    }

    private long executionTime() {
        return random.nextInt(50) == 0
                ? random.nextLong(VirtualTime.millis(120))
                : 200 + random.nextLong(world.pace().execution());
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
