package org.tallystick.consensus;

import org.tallystick.ledger.value.View;

/**
 * Says for which views a single sender's message is worth memory. Certificates are not asked about: each view that has one
 * was paid for by a quorum.
 *
 * @param finalized view of the newest final block: nothing at or below it matters any more
 * @param current the view that this node is in
 */
record Viewport(View finalized, View current) {
    /** Views ahead of the current one: enough for a peer that is a few certificates further. */
    static final long AHEAD = 16;

    /** Views behind the current one: votes may be late by this much and still help to finalize. */
    static final long BEHIND = 256;

    boolean admits(View view) {
        return view.isAfter(finalized) && !isTooFarAhead(view) && view.value() >= current.value() - BEHIND;
    }

    boolean isTooFarAhead(View view) {
        return view.value() - current.value() > AHEAD;
    }
}
