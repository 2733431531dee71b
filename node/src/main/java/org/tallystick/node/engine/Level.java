package org.tallystick.node.engine;

import java.util.HashMap;
import java.util.Map;
import org.tallystick.ledger.authority.AuthoritySet;
import org.tallystick.ledger.value.Height;
import org.tallystick.ledger.value.View;

/**
 * Whether this node is level with a quorum, itself included: it has heard so many others over the links that are up now, and
 * none of those is ahead. Whatever is final, a quorum was in that block's view and shares an honest member with this one, so
 * that a node that was away is not taken for one that is level because it has not been told yet. Written on one strand; reads
 * are thread-safe.
 */
final class Level {
    /** What others may be ahead while a block is on its way to everyone. */
    private static final long SLACK = 1;

    private final int needed;
    private final Map<Integer, Claim> claims = new HashMap<>();
    private volatile boolean reached;
    private volatile int heard;

    private record Claim(Height height, View view) {}

    Level(AuthoritySet authorities) {
        this.needed = authorities.quorum() - 1;
        this.reached = needed == 0;
    }

    /** An authority that is linked says how far it is. */
    void claimed(int authority, Height height, View view) {
        claims.put(authority, new Claim(height, view));
        heard = claims.size();
    }

    /** The link is down: what was heard over it says nothing any more. */
    void disconnected(int authority) {
        claims.remove(authority);
        heard = claims.size();
        if (heard < needed) {
            reached = false;
        }
    }

    /** To be called after each claim and from time to time; {@code height} and {@code view} are this node's own. */
    void compare(Height height, View view) {
        long level = claims.values().stream()
                .filter(claim -> claim.height.value() - SLACK <= height.value())
                .filter(claim -> claim.view.value() - SLACK <= view.value())
                .count();
        if (level >= needed) {
            reached = true;
        }
    }

    /** This node has fallen back: it has to become level again. */
    void lost() {
        reached = needed == 0;
    }

    boolean reached() {
        return reached;
    }

    /** How many others were heard over the links that are up. */
    int heard() {
        return heard;
    }

    /** How many others must be heard. */
    int needed() {
        return needed;
    }
}
