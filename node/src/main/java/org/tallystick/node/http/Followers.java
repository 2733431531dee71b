package org.tallystick.node.http;

import java.util.List;
import org.tallystick.node.metrics.FinalityTimer;
import org.tallystick.node.store.StoredBlock;
import org.tallystick.node.store.StoredTransaction;

/** Those in the server who are told when a block becomes final. None of them blocks. */
record Followers(RecentBlocks recent, EventFeed feed, FinalityTimer timer) implements NodeFacade.FinalizedListener {

    @Override
    public void onFinalized(StoredBlock block, List<StoredTransaction> transactions) {
        recent.add(block);
        timer.onFinal(transactions);
        feed.onFinalized(block, transactions);
    }
}
