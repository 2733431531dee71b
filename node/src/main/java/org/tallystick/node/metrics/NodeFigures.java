package org.tallystick.node.metrics;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a scrape tells of the node, taken at one moment.
 *
 * @param height of the newest final block
 * @param view the view the node is in
 * @param nullifiedViews views skipped since the start
 * @param peers authorities connected, this node not counted
 * @param missingAuthorities authorities not connected
 * @param upkeep see there
 * @param authorities one entry per authority, in order
 */
public record NodeFigures(
        long height,
        long view,
        long nullifiedViews,
        int mempoolTransactions,
        long mempoolBytes,
        int peers,
        int missingAuthorities,
        Upkeep upkeep,
        List<OfAuthority> authorities) {

    public NodeFigures {
        authorities = List.copyOf(authorities);
    }

    /**
     * What is known of one authority.
     *
     * @param lastVoteView the newest view of which a vote of it was seen
     * @param evidence proofs kept that it broke the rules of voting
     * @param clockOffsetMs how far its clock is ahead of this node's, if that was seen
     */
    public record OfAuthority(long lastVoteView, long evidence, OptionalLong clockOffsetMs) {}
}
