package org.tallystick.node.http;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.tallystick.api.StatsData;
import org.tallystick.ledger.block.BlockHeader;
import org.tallystick.ledger.value.Height;
import org.tallystick.node.store.LedgerReader;
import org.tallystick.node.store.StoredBlock;

/** Remembers the last blocks and when this node saw them become final, for figures about the last moments. Thread-safe. */
final class RecentBlocks {
    private static final int KEPT = 1_024;
    private static final int TURNS = 64;
    private static final long WINDOW_MS = 10_000;

    /** Blocks older than this when they became final here were caught up on: they say nothing about finality. */
    private static final long CATCH_UP_MS = 30_000;

    private record Seen(BlockHeader header, int transactions, long seenMs) {
        long finalityMs() {
            return Math.max(0, seenMs - header.timeMs());
        }
    }

    private final InstantSource clock;
    private final long startedMs;
    private final Deque<Seen> seen = new ArrayDeque<>();
    private final Deque<StatsData.Turn> turns = new ArrayDeque<>();

    RecentBlocks(InstantSource clock, LedgerReader ledger) {
        this.clock = clock;
        this.startedMs = clock.millis();
        long head = ledger.head().header().height().value();
        for (long height = Math.max(1, head - TURNS + 1); height <= head; height++) {
            ledger.block(Height.of(height)).ifPresent(block -> turns.addLast(turn(block)));
        }
    }

    synchronized void add(StoredBlock block) {
        turns.addLast(turn(block));
        if (turns.size() > TURNS) {
            turns.removeFirst();
        }
        seen.addLast(new Seen(block.header(), block.transactionCount(), clock.millis()));
        if (seen.size() > KEPT) {
            seen.removeFirst();
        }
    }

    private static StatsData.Turn turn(StoredBlock block) {
        BlockHeader header = block.header();
        return new StatsData.Turn(header.height(), header.proposer(), block.transactionCount(), header.timeMs());
    }

    /** @param transactionsPerSecond over {@code windowMs}, as are the others */
    record Figures(
            long windowMs,
            double transactionsPerSecond,
            double blocksPerSecond,
            Optional<Double> finalityMs,
            List<StatsData.Turn> turns) {}

    synchronized Figures figures() {
        long now = clock.millis();
        long from = Math.max(startedMs, now - WINDOW_MS);
        if (seen.size() == KEPT) {
            from = Math.max(from, seen.getFirst().seenMs());
        }
        long transactions = 0;
        long blocks = 0;
        List<Double> finalities = new ArrayList<>();
        for (Seen each : seen) {
            if (each.seenMs() >= from) {
                transactions += each.transactions();
                blocks++;
            }
            if (each.finalityMs() < CATCH_UP_MS) {
                finalities.add((double) each.finalityMs());
            }
        }
        long windowMs = now - from;
        double seconds = Math.max(1, windowMs) / 1_000.0;
        finalities.sort(null);
        Optional<Double> median =
                finalities.isEmpty() ? Optional.empty() : Optional.of(finalities.get(finalities.size() / 2));
        return new Figures(windowMs, transactions / seconds, blocks / seconds, median, List.copyOf(turns));
    }
}
