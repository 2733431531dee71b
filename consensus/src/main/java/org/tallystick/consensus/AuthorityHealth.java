package org.tallystick.consensus;

import org.tallystick.ledger.value.View;

/**
 * What this node has seen of an authority since it started.
 *
 * @param lastVoteView the newest view of which a vote of it was seen; 0 when none
 * @param missedTurns its newest turns as leader, in a row, that were nullified
 */
public record AuthorityHealth(View lastVoteView, long missedTurns) {}
