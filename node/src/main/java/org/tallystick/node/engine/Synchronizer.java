package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.net.PeerNetwork;
import org.tallystick.node.sync.Answer;
import org.tallystick.node.sync.CatchUp;
import org.tallystick.node.sync.Tip;

/**
 * Brings a node that was away up to the others: asks for ranges of final blocks, one after the other, and hands them to the
 * engine. Tells peers how far this node is. Works on a thread of its own.
 */
final class Synchronizer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);
    private static final long TICK_MS = 500;
    private static final int MAX_FROM_PEERS = 64;

    /** A gap that live messages can't be expected to close. */
    private static final long WIDE_GAP = 50;

    private final CatchUp catchUp;
    private final Engine engine;
    private final PeerNetwork network;
    private final InstantSource clock;
    private final int maxFaulty;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sync").factory());

    private final Semaphore room = new Semaphore(MAX_FROM_PEERS);
    private Tip adopted;
    private Height heightAtLastTick = Height.ZERO;
    private boolean adopting;
    private volatile boolean behind;

    Synchronizer(CatchUp catchUp, Engine engine, PeerNetwork network, InstantSource clock) {
        this.catchUp = catchUp;
        this.engine = engine;
        this.network = network;
        this.clock = clock;
        this.maxFaulty = network.authorities().maxFaulty();
        this.adopted = tipOf(engine);
    }

    void start() {
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Whether more peers than may lie say that they are far ahead of this node. */
    boolean behind() {
        return behind;
    }

    /** The engine has seen that others are ahead. */
    void wanted() {
        run(() -> {
            announce();
            ask();
        });
    }

    void received(int peer, PeerMessage.StatusUpdate status) {
        runIfRoom(() -> catchUp.claimed(peer, status.finalHeight()));
    }

    void received(int peer, PeerMessage.Blocks range) {
        runIfRoom(() -> take(peer, range));
    }

    void received(int peer, PeerMessage.NoBlocks nothing) {
        runIfRoom(() -> {
            catchUp.answered(peer, nothing, clock.millis());
            ask();
        });
    }

    void disconnected(int peer) {
        run(() -> catchUp.disconnected(peer, clock.millis()));
    }

    private void tick() {
        announce();
        Tip own = own();
        long gap = catchUp.attested(maxFaulty).value() - own.height().value();
        behind = gap > WIDE_GAP;
        // Small gaps come and go while blocks are voted on; one that stays means that something was missed.
        if (behind || (gap > 0 && own.height().equals(heightAtLastTick))) {
            ask();
        }
        heightAtLastTick = own.height();
    }

    private void announce() {
        network.broadcast(
                new PeerMessage.StatusUpdate(own().height(), engine.status().view()));
    }

    private void ask() {
        if (!adopting) {
            catchUp.next(own(), clock.millis()).ifPresent(ask -> network.send(ask.peer(), ask.request()));
        }
    }

    private void take(int peer, PeerMessage.Blocks range) {
        switch (catchUp.answered(peer, range, own(), clock.millis())) {
            case Answer.Final answer -> adopt(answer);
            case Answer.Refused refused ->
                LOG.warn(
                        "blocks from {} are refused: {}",
                        network.authorities().get(peer).name(),
                        refused.reason());
            case Answer.Unasked unasked -> {}
        }
    }

    private void adopt(Answer.Final answer) {
        if (answer.blocks().isEmpty()) {
            return;
        }
        adopting = true;
        Block last = answer.blocks().getLast();
        engine.adopt(
                answer.blocks(),
                answer.finalization(),
                taken -> run(() -> {
                    adopting = false;
                    if (taken) {
                        adopted = new Tip(last.height(), last.hash());
                        LOG.info("caught up to height {}", last.height());
                        ask();
                    }
                }));
    }

    private Tip own() {
        Tip live = tipOf(engine);
        return live.height().isAfter(adopted.height()) ? live : adopted;
    }

    private static Tip tipOf(Engine engine) {
        var tip = engine.status().tip();
        return new Tip(tip.height(), tip.hash());
    }

    /** What peers send is dropped beyond a small number: an honest one sends a status a while, and a range when asked. */
    private void runIfRoom(Runnable work) {
        if (room.tryAcquire()) {
            run(() -> {
                room.release();
                work.run();
            });
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("closed already");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
