package org.tallystick.consensus.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tallystick.consensus.Event;
import org.tallystick.consensus.Request;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.crypto.Hash;

/**
 * A node's mempool and executor during one life: the mempool holds a transaction or none until it is final, executing takes
 * its time.
 */
final class BlockWork {
    private final SimulatedNode node;
    private final SplittableRandom random;
    private final Map<Hash, Block> executed = new HashMap<>();
    private Request.@Nullable BuildBlock idle;
    private boolean transactionWaits;

    BlockWork(SimulatedNode node, Block newestFinal) {
        this.node = node;
        this.random = node.random();
        executed(newestFinal);
    }

    /** The state after {@code block} is here. */
    void executed(Block block) {
        executed.put(block.hash(), block);
    }

    /** A block after which the state is here. */
    Optional<Block> find(Hash hash) {
        return Optional.ofNullable(executed.get(hash));
    }

    void transactionArrives() {
        if (transactionWaits) {
            return;
        }
        transactionWaits = true;
        node.offer(new Event.TransactionsWaiting(true));
        if (idle != null) {
            Request.BuildBlock request = idle;
            idle = null;
            buildSoon(request);
        }
    }

    /** It is final. */
    void transactionSettled() {
        if (transactionWaits) {
            transactionWaits = false;
            node.offer(new Event.TransactionsWaiting(false));
        }
    }

    /** Builds when there is a transaction, or after a while, a short one if there is something to make final (rule 8). */
    void build(Request.BuildBlock request) {
        if (transactionWaits) {
            buildSoon(request);
            return;
        }
        idle = request;
        boolean open = !request.parentHash().equals(node.disk().newest().hash());
        Duration patience = open ? Scenario.TIMEOUTS.proposal().dividedBy(4) : Scenario.TIMEOUTS.idle();
        node.later(VirtualTime.micros(patience), () -> {
            if (request.equals(idle)) {
                idle = null;
                buildSoon(request);
            }
        });
    }

    private void buildSoon(Request.BuildBlock request) {
        node.later(executionTime(), () -> node.propose(request));
    }

    /** A block of the request's view on an executed parent, executed too. */
    Block buildOn(Hash parent, Request.BuildBlock request) {
        Block block = SimulatedExecution.build(
                find(parent).orElseThrow(),
                new SimulatedExecution.Slot(
                        request.view(),
                        node.index().orElseThrow(),
                        node.world().time().nowMicros() / 1_000,
                        random.nextLong()));
        executed(block);
        return block;
    }

    void verify(Block block) {
        node.later(executionTime(), () -> {
            boolean right =
                    SimulatedExecution.isRight(find(block.header().parentHash()).orElseThrow(), block);
            if (right) {
                executed(block);
            }
            node.offer(new Event.BlockVerified(block.hash(), right ? Event.Verdict.VALID : Event.Verdict.INVALID));
        });
    }

    private long executionTime() {
        return random.nextInt(50) == 0
                ? random.nextLong(VirtualTime.millis(120))
                : 200 + random.nextLong(node.world().pace().execution());
    }
}
