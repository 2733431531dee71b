package org.tallystick.node.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.crypto.Hash;
import org.tallystick.ledger.transaction.Transaction;
import org.tallystick.node.mempool.Mempool;
import org.tallystick.node.metrics.Timings;
import org.tallystick.node.store.FinalBlock;

/** What follows when blocks are on disk: their transactions leave the mempool, and whoever waits for them is told. */
record Aftermath(Engine engine, Mempool mempool, Finality finality, Pulse pulse, Timings timings)
        implements Committer.Listener {

    @Override
    public void onStored(List<FinalBlock> blocks, Duration took) {
        timings.committed(took);
        pulse.beat();
        List<Hash> ids = new ArrayList<>();
        for (FinalBlock each : blocks) {
            for (Transaction transaction : each.block().transactions()) {
                ids.add(transaction.id());
            }
        }
        mempool.remove(ids);
        engine.stored(blocks.getLast().block());
        finality.announce(blocks);
    }
}
