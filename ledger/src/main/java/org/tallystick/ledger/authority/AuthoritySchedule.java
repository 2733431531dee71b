package org.tallystick.ledger.authority;

import org.tallystick.ledger.value.Height;

/**
 * Who the authorities are at a height. Whoever makes, executes, certifies, fetches, audits or proves a block asks here; today
 * they are those of the genesis for good.
 */
public record AuthoritySchedule(AuthoritySet founders) {

    /** Those whose quorum makes the block at {@code height} final. */
    public AuthoritySet at(@SuppressWarnings("unused") Height height) {
        return founders;
    }
}
