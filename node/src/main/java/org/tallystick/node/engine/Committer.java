package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tallystick.node.store.FinalBlock;
import org.tallystick.node.store.LedgerStore;

/**
 * Writes final blocks to the store on a thread of its own, so that voting on the next block does not wait for the disk. When
 * it falls behind, the waiting blocks go into one batch.
 *
 * <p>Durable before visible: listeners hear of a block only after its batch was synced. A write that fails is handed to the
 * failure handler, and nothing is written after it.
 */
final class Committer implements AutoCloseable {

    /** Hears of blocks that are on disk, in order, on the committer's thread. */
    interface Listener {
        void onStored(List<FinalBlock> blocks, Duration took);

        /** The store can't be written any more. */
        void onFailure(RuntimeException cause);
    }

    private static final int MAX_BATCH = 32;

    private final LedgerStore store;
    // Bounded by the engine, which starts nothing new while much waits here.
    private final BlockingQueue<List<FinalBlock>> waiting = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    Committer(LedgerStore store) {
        this.store = store;
    }

    void start(Listener listener) {
        thread = Thread.ofPlatform().name("committer").start(() -> run(listener));
    }

    /**
     * Queues blocks that follow those queued before.
     *
     * @param blocks the last one has a finalization certificate; they are stored together, as what is stored must end
     *     with a certificate
     */
    void commit(List<FinalBlock> blocks) {
        if (!blocks.isEmpty()) {
            waiting.add(blocks);
        }
    }

    /** Number of certificates whose blocks wait. */
    int backlog() {
        return waiting.size();
    }

    private void run(Listener listener) {
        try {
            while (true) {
                List<List<FinalBlock>> taken = new ArrayList<>();
                taken.add(waiting.take());
                waiting.drainTo(taken, MAX_BATCH - 1);
                List<FinalBlock> batch = flat(taken);
                long start = System.nanoTime();
                store.append(batch);
                listener.onStored(batch, Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (InterruptedException stopped) {
            drain();
        } catch (RuntimeException cause) {
            listener.onFailure(cause);
        }
    }

    /** What is final is worth keeping, though a restart would fetch it again. */
    private void drain() {
        List<List<FinalBlock>> rest = new ArrayList<>();
        waiting.drainTo(rest);
        if (!rest.isEmpty()) {
            store.append(flat(rest));
        }
    }

    private static List<FinalBlock> flat(List<List<FinalBlock>> groups) {
        List<FinalBlock> all = new ArrayList<>();
        groups.forEach(all::addAll);
        return all;
    }

    /** Stops after what is queued was written. */
    @Override
    public void close() {
        if (thread != null) {
            Threads.stop(thread);
        }
    }
}
