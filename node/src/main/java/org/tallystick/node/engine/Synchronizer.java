package org.tallystick.node.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.net.Links;
import org.tallystick.node.net.PeerMessage;
import org.tallystick.node.sync.Answer;
import org.tallystick.node.sync.CatchUp;
import org.tallystick.node.sync.ProgressMeter;
import org.tallystick.node.sync.Tip;

/**
 * Brings a node that was away up to the others: asks for ranges of final blocks, one after the other, and hands them to the
 * engine. Tells peers how far this node is. Works on a strand of its own.
 */
final class Synchronizer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Synchronizer.class);
    private static final Duration TICK = Duration.ofMillis(500);
    /** A gap that live messages can't be expected to close. */
    private static final long WIDE_GAP = 50;

    private final CatchUp catchUp;
    private final Engine engine;
    private final Links links;
    private final Host host;
    private final int maxFaulty;
    private final Strand strand;
    private final ProgressMeter progress = new ProgressMeter();
    private Tip adopted;
    private Height heightAtLastTick = Height.ZERO;
    private boolean adopting;
    private final Level level;
    private final Supplier<Height> stored;

    /** @param stored up to where blocks are on disk, and so seen by whoever asks this node */
    Synchronizer(
            CatchUp catchUp,
            Engine engine,
            Links links,
            Host host,
            Supplier<Height> stored,
            Consumer<RuntimeException> onFailure) {
        this.catchUp = catchUp;
        this.engine = engine;
        this.links = links;
        this.host = host;
        this.strand = host.strand("sync", 0, onFailure);
        this.stored = stored;
        this.level = new Level(links.authorities());
        this.maxFaulty = links.authorities().maxFaulty();
        this.adopted = tipOf(engine);
    }

    void start() {
        strand.schedule(TICK, () -> {
            tick();
            start();
        });
    }

    /** Whether this node is where the others are. */
    Level level() {
        return level;
    }

    /** How far behind, and for how long. */
    ProgressMeter progress() {
        return progress;
    }

    /** The engine has seen that others are ahead. */
    void wanted() {
        strand.execute(() -> {
            announce();
            ask();
        });
    }

    /** Where {@link #received} is to be called. */
    Strand strand() {
        return strand;
    }

    void received(int peer, PeerMessage.StatusUpdate status) {
        catchUp.claimed(peer, status.finalHeight());
        level.claimed(peer, status.finalHeight(), status.view());
        compare();
    }

    void received(int peer, PeerMessage.Blocks range) {
        take(peer, range);
    }

    void received(int peer, PeerMessage.NoBlocks nothing) {
        catchUp.answered(peer, nothing, nowMs());
        ask();
    }

    void disconnected(int peer) {
        strand.execute(() -> {
            catchUp.disconnected(peer, nowMs());
            level.disconnected(peer);
        });
    }

    private void tick() {
        announce();
        Tip own = own();
        long gap = catchUp.attested(maxFaulty).value() - own.height().value();
        boolean behind = gap > WIDE_GAP;
        if (behind) {
            // More peers than may lie say so.
            level.lost();
        } else {
            compare();
        }
        progress.observed(gap, nowMs());
        // Small gaps come and go while blocks are voted on; one that stays means that something was missed.
        if (behind || (gap > 0 && own.height().equals(heightAtLastTick))) {
            ask();
        }
        heightAtLastTick = own.height();
    }

    private void compare() {
        level.compare(stored.get(), engine.status().view());
    }

    private void announce() {
        links.broadcast(
                new PeerMessage.StatusUpdate(own().height(), engine.status().view()));
    }

    private void ask() {
        if (!adopting) {
            catchUp.next(own(), nowMs()).ifPresent(ask -> links.send(ask.peer(), ask.request()));
        }
    }

    private void take(int peer, PeerMessage.Blocks range) {
        switch (catchUp.answered(peer, range, own(), nowMs())) {
            case Answer.Final answer -> adopt(answer);
            case Answer.Refused refused ->
                LOG.warn(
                        "blocks from {} are refused: {}",
                        links.authorities().get(peer).name(),
                        refused.reason());
            case Answer.Sparse sparse -> ask();
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
                answer.finalizations(),
                taken -> strand.execute(() -> {
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

    private long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(host.nanoTime());
    }

    @Override
    public void close() {
        strand.close();
    }
}
