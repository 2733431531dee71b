package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tallystick.config.NodeConfig;
import org.tallystick.consensus.Event;
import org.tallystick.ledger.block.Block;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.execution.Executed;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.store.FinalBlock;

/**
 * The blocks above the stored ledger: has them built and executed, and keeps what came of it until it is stored. Confined to
 * the engine's strand, to which all answers come back.
 */
final class OpenBlocks {
    /** While more final blocks than this wait for the disk, nothing new is started. */
    private static final int MAX_BACKLOG = 64;

    /** On so many blocks that are not final, only empty ones are built, and those slowly: half of what others vote for. */
    private static final long MAX_OPEN = 16;

    private final Strand strand;
    private final BlockWorker worker;
    private final BlockTree tree;
    private final Committer committer;
    private final Mempool mempool;
    private final Waits waits;
    private final Deque<Runnable> heldBack = new ArrayDeque<>();
    private final AtomicBoolean arrivalPending = new AtomicBoolean();
    private @Nullable WaitingBuild waiting;

    /** A leader's turn for which there is no transaction yet. */
    private record WaitingBuild(Runnable build, Strand.Alarm alarm, Hash parent, Set<Hash> unstored) {}

    /** Who does the work: the engine's own strand, and two that it hands work to. */
    record Hands(Strand strand, BlockWorker worker, Committer committer) {}

    /**
     * How long an empty block is put off in the hope of a transaction.
     *
     * @param brief while it could make something final that is open: well below what the others wait for it
     * @param idle while there is nothing at all to do
     */
    record Waits(Duration brief, Duration idle) {

        static Waits of(NodeConfig.Timeouts timeouts) {
            Duration brief = timeouts.proposal().dividedBy(4);
            Duration idle = timeouts.idleInterval();
            return new Waits(brief.compareTo(idle) < 0 ? brief : idle, idle);
        }
    }

    OpenBlocks(Hands hands, BlockTree tree, Mempool mempool, Waits waits) {
        this.strand = hands.strand;
        this.worker = hands.worker;
        this.committer = hands.committer;
        this.tree = tree;
        this.mempool = mempool;
        this.waits = waits;
    }

    /** Builds a block on {@code parent} as soon as there is a transaction for it, or empty after a while (rule 8). */
    void build(Turn turn, Hash parent, Consumer<Block> done) {
        strand.assertCurrent();
        cancelWaiting();
        Set<Hash> unstored = tree.unstoredTransactions(parent);
        Runnable build = () -> whenRoom(() -> {
            cancelWaiting();
            if (tree.holds(parent)) {
                Consumer<Executed> take = built -> strand.execute(() -> {
                    tree.add(built);
                    done.accept(built.block());
                });
                if (isCrowded(parent)) {
                    worker.buildEmpty(turn, tree.parent(parent), take);
                } else {
                    worker.build(turn, tree.parent(parent), unstored, take);
                }
            }
        });
        if (hasCandidate(unstored) && !isCrowded(parent)) {
            build.run();
        } else {
            Strand.Alarm alarm = strand.schedule(waits.brief(), () -> waitLonger(build, parent, unstored));
            waiting = new WaitingBuild(build, alarm, parent, unstored);
        }
    }

    private boolean isCrowded(Hash parent) {
        return tree.holds(parent) && tree.open(parent) >= MAX_OPEN;
    }

    /**
     * What waits may all be in open blocks that did not become final, and may never by themselves: only a block on top makes
     * them so. Those who hold such transactions would not wait for it as long as for an idle network's.
     */
    private void waitLonger(Runnable build, Hash parent, Set<Hash> unstored) {
        if (mempool.size() > 0 || tree.get(parent).isPresent()) {
            build.run();
        } else {
            Strand.Alarm alarm = strand.schedule(waits.idle().minus(waits.brief()), build);
            waiting = new WaitingBuild(build, alarm, parent, unstored);
        }
    }

    /** To be called, on any thread, when a transaction has come into the mempool; {@code then} runs on the engine's strand. */
    void transactionArrived(Runnable then) {
        if (arrivalPending.compareAndSet(false, true)) {
            strand.execute(() -> {
                arrivalPending.set(false);
                if (waiting != null && hasCandidate(waiting.unstored) && !isCrowded(waiting.parent)) {
                    waiting.build.run();
                }
                then.run();
            });
        }
    }

    private boolean hasCandidate(Set<Hash> unstored) {
        return mempool.hasNext(unstored);
    }

    private void cancelWaiting() {
        if (waiting != null) {
            waiting.alarm.cancel();
            waiting = null;
        }
    }

    /** Executes a proposed block. */
    void verify(Block block, Consumer<Event.Verdict> done) {
        strand.assertCurrent();
        whenRoom(() -> {
            if (tree.get(block.hash()).isPresent()) {
                done.accept(Event.Verdict.VALID);
            } else if (tree.holds(block.header().parentHash())) {
                worker.verify(
                        block,
                        tree.parent(block.header().parentHash()),
                        checked -> strand.execute(() -> {
                            checked.executed().ifPresent(tree::add);
                            if (checked.verdict() != Event.Verdict.INVALID || !isOvertaken(block)) {
                                done.accept(checked.verdict());
                            } else if (tree.get(block.hash()).isPresent()) {
                                done.accept(Event.Verdict.VALID);
                            }
                        }));
            }
            // Otherwise the parent was overtaken by a final block, and nobody waits for the answer any more.
        });
    }

    /**
     * Executes, one after the other, final blocks that came by synchronisation.
     *
     * @param done told whether all of them are executed now, which they are not if live ones have overtaken them
     */
    void replay(List<Block> blocks, Consumer<Boolean> done) {
        strand.assertCurrent();
        whenRoom(() -> replayNext(blocks, done));
    }

    private void replayNext(List<Block> blocks, Consumer<Boolean> done) {
        Optional<Block> next = blocks.stream()
                .filter(each -> each.height().isAfter(tree.storedHeight()))
                .filter(each -> tree.get(each.hash()).isEmpty())
                .findFirst();
        if (next.isEmpty()) {
            done.accept(true);
            return;
        }
        Block block = next.get();
        if (!tree.holds(block.header().parentHash())) {
            done.accept(false);
            return;
        }
        worker.replay(
                block,
                tree.parent(block.header().parentHash()),
                executed -> strand.execute(() -> {
                    executed.ifPresentOrElse(tree::add, () -> requireOvertaken(block));
                    replay(blocks, done);
                }));
    }

    private void requireOvertaken(Block block) {
        if (!isOvertaken(block)) {
            throw refusedFinality(block);
        }
    }

    /**
     * Live blocks and those of a range may overtake each other while one is executed: what was read of the stored state was
     * then that after the block, in which its transactions are included already, and its being refused means nothing.
     */
    private boolean isOvertaken(Block block) {
        return !block.height().isAfter(tree.storedHeight())
                || tree.get(block.hash()).isPresent();
    }

    /** A certificate was verified that makes it final: asking for it again would go on for ever. */
    private static Engine.SafetyViolation refusedFinality(Block block) {
        return new Engine.SafetyViolation("a quorum made " + block
                + " final, which this node's own execution refuses. Compare the versions that the authorities run.");
    }

    /** Has executed blocks stored; those that are stored or on their way already are passed over. */
    void commit(List<Block> blocks, Optional<Certificate> finalizationOfLast) {
        strand.assertCurrent();
        List<FinalBlock> ready = new ArrayList<>();
        for (Block block : blocks) {
            if (!tree.markFinal(block)) {
                continue;
            }
            Executed executed = tree.get(block.hash())
                    .orElseThrow(() -> new IllegalStateException("final but never executed here: " + block));
            boolean last = block.equals(blocks.getLast());
            ready.add(FinalBlock.of(executed, last ? finalizationOfLast : Optional.empty()));
        }
        committer.commit(ready);
    }

    /** To be told when blocks up to {@code newest} are on disk. */
    void stored(Block newest) {
        strand.assertCurrent();
        tree.stored(newest.hash(), newest.header());
        while (!heldBack.isEmpty() && committer.backlog() <= MAX_BACKLOG) {
            heldBack.remove().run();
        }
    }

    private void whenRoom(Runnable work) {
        if (committer.backlog() <= MAX_BACKLOG) {
            work.run();
        } else {
            heldBack.add(work);
        }
    }
}
