package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tallystick.ledger.block.Certificate;
import org.tallystick.ledger.block.Equivocation;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;

/**
 * Writes final blocks to the store on a strand of its own, so that voting on the next block does not wait for the disk. When
 * it falls behind, the waiting blocks go into one batch.
 *
 * <p>Durable before visible: listeners hear of a block only after its batch was synced. A write that fails is handed to the
 * failure handler, and nothing is written after it.
 */
final class Committer implements AutoCloseable {

    /** Hears of blocks that are on disk, in order, on the committer's strand. */
    interface Listener {
        void onStored(List<FinalBlock> blocks, Duration took);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int MAX_BATCH = 32;

    private final LedgerStore store;
    private final Host host;
    private final Strand strand;
    // Bounded by the engine, which starts nothing new while much waits here.
    private final BlockingQueue<List<FinalBlock>> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingBlocks = new AtomicInteger();
    private volatile Listener listener = (blocks, took) -> {};
    private volatile boolean failed;

    /** @param onFailure told when the store can't be written any more */
    Committer(LedgerStore store, Host host, Consumer<RuntimeException> onFailure) {
        this.store = store;
        this.host = host;
        this.strand = host.strand("committer", 0, cause -> {
            failed = true;
            onFailure.accept(cause);
        });
    }

    /** To be called before the first commit. */
    void start(Listener told) {
        listener = told;
    }

    /**
     * Queues blocks that follow those queued before.
     *
     * @param blocks the last one has a finalization certificate; they are stored together, as what is stored must end
     *     with a certificate
     */
    void commit(List<FinalBlock> blocks) {
        if (!blocks.isEmpty()) {
            waitingBlocks.addAndGet(blocks.size());
            waiting.add(blocks);
            strand.execute(this::write);
        }
    }

    /** Has a verified proof of a broken rule written. */
    void keep(Equivocation proof) {
        strand.execute(() -> {
            if (store.keep(proof)) {
                LOG.error(
                        "authority {} signed votes of view {} that exclude each other: /v1/authorities shows them",
                        proof.signer(),
                        proof.view());
            }
        });
    }

    /**
     * Has verified certificates of stored blocks written.
     *
     * @param done runs on the committer's strand when they are on disk
     */
    void certify(List<Certificate> certificates, Runnable done) {
        strand.execute(() -> {
            store.certify(certificates);
            done.run();
        });
    }

    /** Number of blocks that wait. */
    int backlog() {
        return waitingBlocks.get();
    }

    private void write() {
        List<FinalBlock> batch = take(MAX_BATCH);
        if (batch.isEmpty()) {
            return;
        }
        long start = host.nanoTime();
        store.append(batch);
        listener.onStored(batch, Duration.ofNanos(host.nanoTime() - start));
    }

    private List<FinalBlock> take(int groups) {
        List<List<FinalBlock>> taken = new ArrayList<>();
        waiting.drainTo(taken, groups);
        List<FinalBlock> blocks = taken.stream().flatMap(List::stream).toList();
        waitingBlocks.addAndGet(-blocks.size());
        return blocks;
    }

    /** Writes what is still queued: what is final is worth keeping, though a restart would fetch it again. */
    @Override
    public void close() {
        strand.close();
        if (!failed) {
            store.append(take(Integer.MAX_VALUE));
        }
    }
}
