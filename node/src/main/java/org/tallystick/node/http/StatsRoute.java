package org.tallystick.node.http;

import io.javalin.http.Context;
import org.tallystick.api.StatsData;
import org.tallystick.node.store.LedgerReader;

/** Figures for people. */
final class StatsRoute {
    private final NodeFacade node;
    private final RecentBlocks recent;
    private final Json json;

    StatsRoute(NodeFacade node, RecentBlocks recent, Json json) {
        this.node = node;
        this.recent = recent;
        this.json = json;
    }

    void handle(Context context) {
        LedgerReader ledger = node.ledger();
        RecentBlocks.Figures figures = recent.figures();
        json.write(
                context,
                new StatsData(
                        ledger.head().header().height(),
                        ledger.transactionCount(),
                        ledger.accountCount(),
                        node.genesis().supply(),
                        figures.windowMs(),
                        figures.transactionsPerSecond(),
                        figures.blocksPerSecond(),
                        figures.finalityMs(),
                        figures.turns()));
    }
}
