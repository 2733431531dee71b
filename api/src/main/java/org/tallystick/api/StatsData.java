package org.tallystick.api;

import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.value.Amount;
import org.tallystick.ledger.value.Height;

/**
 * Figures for people, over the last blocks this node saw become final.
 *
 * @param windowMs how long a time the figures cover; 0 when nothing was seen yet
 * @param transactionsPerSecond over that window
 * @param blocksPerSecond over that window
 * @param finalityMs median time from a block's proposal (by the proposer's clock) to its finality on this node, in
 *     milliseconds; absent when nothing was seen yet
 * @param turns who proposed the last blocks, oldest first
 */
public record StatsData(
        Height height,
        long transactions,
        long accounts,
        Amount supply,
        long windowMs,
        double transactionsPerSecond,
        double blocksPerSecond,
        Optional<Double> finalityMs,
        List<Turn> turns) {
    public StatsData {
        turns = List.copyOf(turns);
    }

    /** @param proposer index of the authority that proposed the block */
    public record Turn(Height height, int proposer, int transactionCount, long timeMs) {}
}
