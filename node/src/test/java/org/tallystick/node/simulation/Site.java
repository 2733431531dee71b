package org.tallystick.node.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.LogRecord;
import org.tallystick.consensus.simulation.SimulatedKeys;
import org.tallystick.ledger.codec.Bytes;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.crypto.Verifier;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.ledger.value.Address;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.View;
import org.tallystick.node.engine.Core;
import org.tallystick.node.engine.Peers;
import org.tallystick.node.engine.Strand;
import org.tallystick.node.http.NodeFacade;
import org.tallystick.node.http.NodeFacade.Submission;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.store.LedgerStore;
import org.tallystick.node.store.SimulatedDisk;
import org.tallystick.node.store.StoreException;
import org.tallystick.node.store.StoredTransaction;
import org.tallystick.node.store.VoteLog;
import org.tallystick.node.store.VoteLogException;
import org.tallystick.node.store.VoteLogIdentity;

/** One place of the network: a machine, its disk, and the node on it while it is up. */
final class Site {
    private static final Mempool.Limits MEMPOOL = new Mempool.Limits(500, 1 << 20, 200);

    /** What a link holds that is not read. */
    private static final int UNREAD = 1_000;

    private final int index;
    private final World world;
    private final SplittableRandom random;
    private final Machine machine;
    private final SimulatedDisk disk;
    private final Wires wires;
    private List<Site> all = List.of();
    private @Nullable Running running;
    private long recoverAt;
    private boolean hasVoted;
    private final int[] unread;
    private final List<Deque<PeerMessage>> waiting = new ArrayList<>();

    private record Running(Core core, NodeFacade facade, Peers peers, LedgerStore ledger, VoteLog votes, Strand wire) {}

    Site(int index, World world) {
        this.index = index;
        this.world = world;
        this.random = world.random().split();
        this.wires = new Wires(this, world);
        this.unread = new int[world.committee().size()];
        unreadLinks(world.committee().size());
        this.machine = new Machine(world.time(), random.split(), World.START_MS, this::crash);
        this.disk = new SimulatedDisk(machine, random.split());
        switch (world.flaw()) {
            case LYING_DISK -> disk.lie();
            case NO_CHECKSUMS -> disk.trustBits();
            case NONE, CARELESS_OPERATOR -> {}
        }
    }

    private void unreadLinks(int peers) {
        for (int i = 0; i < peers; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    void connect(List<Site> sites) {
        all = sites;
        wires.connect(sites);
    }

    int index() {
        return index;
    }

    Machine machine() {
        return machine;
    }

    SimulatedDisk disk() {
        return disk;
    }

    boolean isUp() {
        return running != null;
    }

    /** The newest final block on the disk; zero while the node is down. */
    long height() {
        return running == null ? 0 : running.ledger.head().header().height().value();
    }

    /** The view of the newest final block on the disk; zero while the node is down. */
    long finalView() {
        return running == null ? 0 : running.ledger.head().header().view().value();
    }

    /** Why the node goes no further although it is up. */
    Optional<String> failure() {
        return running == null ? Optional.empty() : running.core.failure();
    }

    /** Starts the node on what the disk holds, if it is down. */
    void start() {
        if (running != null) {
            return;
        }
        machine.powerOn();
        machine.interrupt(this::boot);
    }

    private void boot() {
        note(() -> "START");
        LedgerStore ledger;
        VoteLog votes;
        try {
            ledger = disk.openLedger(world.genesis());
            votes = openVotes();
            world.checker().started(index, ledger);
        } catch (StoreException | VoteLogException refused) {
            if (disk.isDamaged() && mend(refused)) {
                boot();
            } else if (disk.isFull()) {
                crash();
            } else {
                throw refused;
            }
            return;
        }
        Peers peers = new Peers();
        Core core = new Core(
                world.genesis(),
                new Core.Voice(world.committee(), index, SimulatedKeys.signer(index), verifier()),
                new Core.Settings(world.timeouts(), MEMPOOL, Limits.PROTOCOL, 0),
                new Core.Surroundings(machine, ledger, votes, wires, World.NO_TIMINGS),
                peers);
        NodeFacade facade = core.facade();
        facade.onFinalized((block, transactions) -> {
            note(() -> "   FINAL " + block.header().height() + " " + World.brief(block.hash()));
            world.checker()
                    .stored(
                            index,
                            block,
                            transactions,
                            () -> ledger.records(block.header().height()));
        });
        Arrays.fill(unread, 0);
        waiting.forEach(Deque::clear);
        running = new Running(core, facade, peers, ledger, votes, machine.strand("wire", 0, cause -> {
            throw cause;
        }));
        core.start();
        for (Site other : all) {
            if (other != this && other.isUp()) {
                link(other);
                other.link(this);
            }
        }
    }

    /** Does what the message tells the operator to do. Returns whether there was anything to do. */
    private boolean mend(RuntimeException refused) {
        return switch (refused) {
            case StoreException damage
            when damage.kind() == StoreException.Kind.CORRUPT -> {
                loseLedger();
                yield true;
            }
            case VoteLogException damage
            when damage.kind() == VoteLogException.Kind.CORRUPT -> {
                recoverAt = silentUntil();
                yield true;
            }
            default -> false;
        };
    }

    private void loseLedger() {
        disk.loseLedger();
        world.checker().wiped(index);
    }

    /** Stops a node that gave up because its ledger is damaged, and starts it on an empty one, which the others fill. */
    void replaceLedger() {
        crash();
        loseLedger();
        start();
    }

    private VoteLog openVotes() {
        VoteLogIdentity identity = world.identity(index);
        if (recoverAt == 0) {
            VoteLog log = disk.openVotes(identity, !hasVoted);
            hasVoted = true;
            return log;
        }
        VoteLog fresh = disk.startVotesOver(identity, Bytes.encodingOf(new LogRecord.Abstain(View.of(recoverAt))));
        recoverAt = 0;
        return fresh;
    }

    /** The machine gets an empty disk, and its operator has the node keep silent up to a view that nobody is in yet. */
    void wipe() {
        crash();
        disk.wipe();
        hasVoted = world.flaw() != Flaw.CARELESS_OPERATOR;
        recoverAt = world.flaw() == Flaw.CARELESS_OPERATOR ? 0 : silentUntil();
        world.checker().wiped(index);
        start();
    }

    /** A view that nobody is in yet. */
    private long silentUntil() {
        return 100 + all.stream().mapToLong(Site::view).max().orElse(0);
    }

    /** Costs what it would on this machine, where work costs anything. */
    private Verifier verifier() {
        SimulatedKeys keys = new SimulatedKeys();
        return world.costs().equals(Costs.FREE) ? keys : new ChargingVerifier(keys, machine, world.costs());
    }

    /** The view that the node is in; zero while it is down. */
    long view() {
        Running node = running;
        return node == null ? 0 : node.facade.status().view();
    }

    /** What the node tells of itself. */
    NodeFacade.NodeStatus status() {
        Running node = running;
        if (node == null) {
            throw new IllegalStateException("node " + index + " is down");
        }
        return node.facade.status();
    }

    /** The node is gone, with all that is not on the disk. */
    void crash() {
        if (running == null && !machine.isOn()) {
            return;
        }
        note(() -> "POWER CUT");
        running = null;
        wires.cutAll();
        machine.powerOff();
        disk.powerCut();
        for (Site other : all) {
            if (other != this) {
                other.unlink(this);
            }
        }
    }

    private void link(Site other) {
        machine.later(500 + random.nextLong(20_000), () -> {
            Running node = running;
            if (node != null && other.isUp() && wires.link(other.index)) {
                node.peers.onConnected(other.index);
            }
        });
    }

    private void unlink(Site other) {
        machine.later(500 + random.nextLong(20_000), () -> {
            Running node = running;
            if (node != null && !other.isUp() && wires.unlink(other.index)) {
                node.peers.onDisconnected(other.index);
            }
        });
    }

    /** A packet comes in. */
    void arrive(int from, PeerMessage message) {
        Lies lies = world.liars().get(index);
        if (lies != null && lies.isDeafTo(message)) {
            return;
        }
        machine.interrupt(() -> {
            Running node = running;
            // A packet from before either side's crash may still come: links are up again soon, and it proves nothing.
            if (node != null && wires.isLinked(from) && !wires.isBarred(from)) {
                if (wires.reads(from)) {
                    read(node, from, message);
                } else {
                    waiting.get(from).add(message);
                }
            }
        });
    }

    /** What came while a link was not read is read now. */
    void readAgain(int from) {
        machine.later(1, () -> {
            Running node = running;
            Deque<PeerMessage> packets = waiting.get(from);
            while (node != null && wires.isLinked(from) && wires.reads(from) && !packets.isEmpty()) {
                read(node, from, packets.remove());
            }
        });
    }

    private void read(Running node, int from, PeerMessage message) {
        if (world.costs().equals(Costs.FREE)) {
            handOn(node, from, message);
        } else {
            unread[from]++;
            node.wire.execute(() -> {
                unread[from]--;
                machine.spend(world.costs().receiving(message));
                handOn(node, from, message);
            });
        }
    }

    private void handOn(Running node, int from, PeerMessage message) {
        note(() -> "<- " + from + " " + World.describe(message));
        node.peers.onMessage(from, message);
    }

    /** Whether the peer is linked, and the link takes more: one that is not read fills up. */
    boolean takesFrom(int peer) {
        return running != null && wires.isLinked(peer) && wires.reads(peer) && unread[peer] < UNREAD;
    }

    /** What the node said last of consensus, if it said anything. */
    Optional<PeerMessage> lastSaid() {
        return wires.lastSaid();
    }

    /** A client hands in a transaction; empty when nobody answers. */
    Optional<Submission> submit(Transaction transaction) {
        Running node = running;
        if (node == null || machine.isPaused()) {
            return Optional.empty();
        }
        Submission[] answer = new Submission[1];
        machine.interrupt(() ->
                readable(() -> node.core.submit(List.of(transaction))).ifPresent(told -> answer[0] = told.getFirst()));
        return Optional.ofNullable(answer[0]);
    }

    /** What a client reads of a transaction here; empty also when nobody answers. */
    Optional<StoredTransaction> look(Hash transactionId) {
        Running node = running;
        return node == null || machine.isPaused()
                ? Optional.empty()
                : readable(() -> node.ledger.transaction(transactionId)).flatMap(found -> found);
    }

    /** Empty when what is stored of it is damaged. */
    Optional<Amount> balance(Address account) {
        Running node = running;
        if (node == null) {
            throw new IllegalStateException("node " + index + " is down");
        }
        return readable(
                () -> node.ledger.account(account).map(each -> each.balance()).orElse(Amount.ZERO));
    }

    /** Empty when a damaged disk does not tell: the API answers that it can't. */
    private <T> Optional<T> readable(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (StoreException damage) {
            if (!disk.isDamaged()) {
                throw damage;
            }
            return Optional.empty();
        }
    }

    void note(Supplier<String> what) {
        world.trace().note(world.time(), "node " + index, what);
    }
}
