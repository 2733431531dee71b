package org.tallystick.node.metrics;

import java.util.OptionalLong;

/**
 * How a node fares with what it does beside consensus.
 *
 * @param behindBlocks how many final blocks it still has to fetch, as far as its peers say
 * @param secondsLeft how long that takes if it goes on as it does; empty while nothing moves, or nothing is left
 * @param unprovableBlocks blocks whose receipts it can't prove for want of certificates, as far as it has looked
 * @param scrubbedBlocks stored blocks checked since the start
 * @param damagedBlocks those of them that are not what was written, 100 at most
 */
public record Upkeep(
        long behindBlocks, OptionalLong secondsLeft, long unprovableBlocks, long scrubbedBlocks, long damagedBlocks) {
    /** Of a node that lacks nothing. */
    public static final Upkeep NOTHING_TO_DO = new Upkeep(0, OptionalLong.empty(), 0, 0, 0);
}
