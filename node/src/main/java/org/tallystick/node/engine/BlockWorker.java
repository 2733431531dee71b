package org.tallystick.node.engine;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.consensus.Event;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.BlockExecutor;
import org.tallystick.ledger.execution.Built;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.ledger.execution.Limits;
import org.tallystick.ledger.execution.Parent;
import org.tallystick.ledger.execution.Refused;
import org.tallystick.ledger.execution.Slot;
import org.tallystick.ledger.execution.Verdict;
import org.tallystick.ledger.operation.Refusal;
import org.tallystick.ledger.operation.RefusalCode;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.mempool.Admission;
import org.tallystick.node.mempool.Mempool;

/**
 * Builds and verifies blocks, one at a time, on a strand of its own, so that a long execution delays no vote. Results are
 * handed to a callback on that strand.
 */
final class BlockWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockWorker.class);

    /** How far ahead of this node's clock a block's time may be. */
    private static final long MAX_CLOCK_AHEAD_MS = 2_000;

    private final BlockExecutor executor;
    private final Mempool mempool;
    private final Admission admission;
    private final InstantSource clock;
    private final Limits limits;
    private final Strand strand;

    /** Where transactions come from, and what judges them. */
    record Hands(BlockExecutor executor, Mempool mempool, Admission admission) {}

    BlockWorker(Strand strand, Hands hands, InstantSource clock, Limits limits) {
        this.strand = strand;
        this.executor = hands.executor;
        this.mempool = hands.mempool;
        this.admission = hands.admission;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Builds a block from what waits in the mempool.
     *
     * @param turn the view and the proposer; the time is taken from the clock when the build starts
     * @param unstored transactions in unstored ancestors, which are not candidates
     */
    void build(Turn turn, Parent parent, Set<Hash> unstored, Consumer<Executed> done) {
        strand.execute(() -> {
            List<Transaction> candidates = mempool.next(limits.maxTransactions(), limits.maxBytes(), unstored);
            done.accept(build(turn, parent, candidates));
        });
    }

    /** Builds a block without transactions. */
    void buildEmpty(Turn turn, Parent parent, Consumer<Executed> done) {
        strand.execute(() -> done.accept(build(turn, parent, List.of())));
    }

    private Executed build(Turn turn, Parent parent, List<Transaction> candidates) {
        Slot slot = new Slot(turn.epoch(), turn.view(), clock.millis(), turn.proposer());
        Built built = executor.build(parent, slot, candidates, limits);
        discard(built.refused());
        return built.executed();
    }

    /**
     * What came of a proposed block.
     *
     * @param executed empty exactly when the verdict is {@link Event.Verdict#INVALID}
     */
    record Checked(Event.Verdict verdict, Optional<Executed> executed) {}

    /** Checks and executes a proposed block. */
    void verify(Block block, Parent parent, Consumer<Checked> done) {
        strand.execute(() -> done.accept(check(block, parent)));
    }

    /**
     * Executes a block that a finalization certificate vouches for, so that neither its signatures nor its clock is asked.
     * Empty when it is not valid all the same, which means that this node can't follow the network.
     */
    void replay(Block block, Parent parent, Consumer<Optional<Executed>> done) {
        strand.execute(() -> done.accept(execute(block, parent)));
    }

    private Checked check(Block block, Parent parent) {
        Optional<Refusal> unsigned = admission.verifySignatures(block.transactions());
        if (unsigned.isPresent()) {
            LOG.warn(
                    "{} holds a transaction that is not authorized: {}",
                    block,
                    unsigned.get().detail());
            return new Checked(Event.Verdict.INVALID, Optional.empty());
        }
        Optional<Executed> executed = execute(block, parent);
        if (executed.isEmpty()) {
            return new Checked(Event.Verdict.INVALID, executed);
        }
        if (block.header().timeMs() > latestTimeMs(parent)) {
            LOG.warn(
                    "{} is of a time too far ahead of this clock: {} ms",
                    block,
                    block.header().timeMs());
            return new Checked(Event.Verdict.UNTIMELY, executed);
        }
        return new Checked(Event.Verdict.VALID, executed);
    }

    /**
     * The smallest step from the parent is always in time: were a quorum's clocks once ahead, and right again since, every
     * leader's block would else be refused until the true time had caught up with the ledger's.
     */
    private long latestTimeMs(Parent parent) {
        return Math.max(clock.millis() + MAX_CLOCK_AHEAD_MS, parent.header().timeMs() + 1);
    }

    private Optional<Executed> execute(Block block, Parent parent) {
        return switch (executor.verify(parent, block)) {
            case Verdict.Valid valid -> Optional.of(valid.executed());
            case Verdict.Invalid invalid -> {
                LOG.warn("{} is invalid: {}", block, invalid.reason());
                yield Optional.empty();
            }
        };
    }

    /** What no later block can hold either leaves the mempool; what an unstored block holds leaves when it is stored. */
    private void discard(List<Refused> refused) {
        for (Refused each : refused) {
            if (each.refusal().code() != RefusalCode.ALREADY_INCLUDED) {
                mempool.remove(List.of(each.transaction().id()));
            }
        }
    }

    @Override
    public void close() {
        strand.close();
    }
}
